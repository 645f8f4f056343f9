// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target. Warnings become errors where CI says so: a newer compiler's new warning
/// must not break somebody's build.
let settings: [SwiftSetting] =
    [
        .strictMemorySafety(),
        .enableExperimentalFeature("Lifetimes"),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// A target of this package; its folder is the one of its name.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

/// A program.
func program(
    _ name: String, _ dependencies: [Target.Dependency], path: String? = nil, exclude: [String] = []
) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

/// The tests of a target.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let libraries = ["ZCLCodec", "GBCSCodec", "HANModel", "CommsHub", "HANDevices", "HANSimulation"]

let package = Package(
    name: "CommunicationsHub",
    products: libraries.map { .library(name: $0, targets: [$0]) } + [
        .executable(name: "chub", targets: ["chub"]),
        .executable(name: "chub-bench", targets: ["chub-bench"]),
    ],
    targets: [
        // Wire formats.
        target("ZCLCodec"),
        target("GBCSCodec", ["ZCLCodec"]),

        // A home: what both ends know of it, the two ends, and the air between them.
        target("HANModel", ["GBCSCodec", "ZCLCodec"]),
        target("ZCLNode", ["ZCLCodec"]),
        target("CommsHub", ["GBCSCodec", "HANModel", "ZCLCodec", "ZCLNode"]),
        target("HANDevices", ["GBCSCodec", "HANModel", "ZCLCodec", "ZCLNode"]),
        target("HANSimulation", ["CommsHub", "GBCSCodec", "HANDevices", "HANModel", "ZCLCodec"]),

        // What somebody's sniffer heard: captures, the images in them, and the rules over them.
        target("HANCapture", ["HANModel", "ZCLCodec"]),

        // What programs and people read, and what holds the code against it.
        target("OrderedJSON", ["ZCLCodec"]),
        target("Notation", ["GBCSCodec", "HANModel", "OrderedJSON", "ZCLCodec"]),
        target(
            "Conformance", ["CommsHub", "GBCSCodec", "HANDevices", "HANModel", "Notation", "OrderedJSON", "ZCLCodec"]),
        program(
            "chub",
            [
                "CommsHub", "Conformance", "GBCSCodec", "HANCapture", "HANDevices", "HANModel", "HANSimulation",
                "Notation", "OrderedJSON", "ZCLCodec",
            ]),

        // The yardstick of chub-bench and nothing else: hand-written C, and counts of allocations and instructions.
        .target(name: "CBaseline", cSettings: [.unsafeFlags(["-O3"], .when(configuration: .release))]),
        program(
            "chub-bench",
            [
                "CBaseline", "CommsHub", "GBCSCodec", "HANDevices", "HANModel", "HANSimulation", "OrderedJSON",
                "ZCLCodec",
            ]),

        // What the README and the libraries' documentation show, compiled: swift run Examples.
        program(
            "Examples", ["CommsHub", "GBCSCodec", "HANDevices", "HANModel", "HANSimulation", "ZCLCodec"],
            path: "Examples",
            exclude: [
                "DecoderUnderTest", "DeviceUnderTest", "UpdateInC", "UpdateInPython", "UpdateInSwift/Package.swift",
                "UpdateInSwift/Sources/Update/Update.swift", "VectorsInC", "VectorsInPython", "ZigpyBridge",
            ]),

        // Frames and files by hand, for the tests of the hub and of the devices.
        target("TestSupport", ["ZCLCodec"], path: "Tests/TestSupport"),
        tests("ZCLCodecTests", ["TestSupport", "ZCLCodec"]),
        tests("ZCLNodeTests", ["TestSupport", "ZCLCodec", "ZCLNode"]),
        tests("GBCSCodecTests", ["GBCSCodec", "HANModel", "TestSupport", "ZCLCodec"]),
        tests("HANModelTests", ["GBCSCodec", "HANModel", "TestSupport", "ZCLCodec"]),
        tests(
            "CommsHubTests",
            ["CommsHub", "GBCSCodec", "HANDevices", "HANModel", "TestSupport", "ZCLCodec", "ZCLNode"]),
        tests("HANDevicesTests", ["GBCSCodec", "HANDevices", "HANModel", "TestSupport", "ZCLCodec"]),
        tests("HANSimulationTests", ["CommsHub", "GBCSCodec", "HANDevices", "HANModel", "HANSimulation", "ZCLCodec"]),
        tests("HANCaptureTests", ["CommsHub", "HANCapture", "HANDevices", "HANModel", "HANSimulation", "ZCLCodec"]),
        tests("OrderedJSONTests", ["OrderedJSON", "ZCLCodec"]),
        tests("NotationTests", ["GBCSCodec", "Notation", "OrderedJSON", "TestSupport", "ZCLCodec"]),
        tests("ConformanceTests", ["Conformance", "HANModel", "OrderedJSON", "TestSupport", "ZCLCodec"]),
        tests(
            "ChubTests",
            [
                "chub", "CommsHub", "GBCSCodec", "HANDevices", "HANModel", "HANSimulation", "Notation", "OrderedJSON",
                "TestSupport", "ZCLCodec",
            ]),
        tests("ChubBenchTests", ["chub-bench", "OrderedJSON"]),
        tests(
            "ExamplesTests",
            [
                "CommsHub", "Examples", "GBCSCodec", "HANDevices", "HANModel", "HANSimulation", "TestSupport",
                "ZCLCodec",
            ]),
        // chub.h, which is written by hand, against the libraries.
        tests("EmbeddingTests", ["CommsHub", "GBCSCodec", "HANDevices", "HANModel", "ZCLCodec"]),
        tests("TraceabilityTests", ["Conformance"]),
    ],
    swiftLanguageModes: [.v6]
)
