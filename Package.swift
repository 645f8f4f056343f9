// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target. Warnings become errors where CI says so: a newer compiler's new warning
/// must not break somebody's build.
let settings: [SwiftSetting] =
    [
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
    name: "CommunicationsHub",
    products: [
        .library(name: "ZCLCodec", targets: ["ZCLCodec"]),
        .library(name: "GBCSCodec", targets: ["GBCSCodec"]),
        .library(name: "CommsHub", targets: ["CommsHub"]),
        .library(name: "HANDevices", targets: ["HANDevices"]),
        .library(name: "HANSimulation", targets: ["HANSimulation"]),
        .executable(name: "chub", targets: ["chub"]),
        .executable(name: "chub-bench", targets: ["chub-bench"]),
    ],
    targets: [
        .target(name: "ZCLCodec", swiftSettings: settings),
        .target(name: "GBCSCodec", dependencies: ["ZCLCodec"], swiftSettings: settings),
        .target(name: "CommsHub", dependencies: ["GBCSCodec", "ZCLCodec"], swiftSettings: settings),
        .target(name: "HANDevices", dependencies: ["GBCSCodec", "ZCLCodec"], swiftSettings: settings),
        .target(
            name: "HANSimulation", dependencies: ["CommsHub", "GBCSCodec", "HANDevices", "ZCLCodec"],
            swiftSettings: settings),
        .target(name: "FrameNotation", dependencies: ["GBCSCodec", "ZCLCodec"], swiftSettings: settings),
        .target(
            name: "Scenarios", dependencies: ["CommsHub", "FrameNotation", "GBCSCodec", "ZCLCodec"],
            swiftSettings: settings),
        .executableTarget(
            name: "chub",
            dependencies: [
                "CommsHub", "FrameNotation", "GBCSCodec", "HANDevices", "HANSimulation", "Scenarios", "ZCLCodec",
            ],
            swiftSettings: settings),

        // The yardstick of chub-bench and nothing else: hand-written C, and a count of allocations.
        .target(name: "CBaseline", cSettings: [.unsafeFlags(["-O3"], .when(configuration: .release))]),
        .executableTarget(
            name: "chub-bench", dependencies: ["CBaseline", "CommsHub", "GBCSCodec", "ZCLCodec"],
            swiftSettings: settings),

        // Frames and files by hand, for the tests of the hub and of the devices.
        .target(
            name: "TestSupport", dependencies: ["ZCLCodec"], path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(
            name: "GBCSCodecTests", dependencies: ["GBCSCodec", "TestSupport", "ZCLCodec"], swiftSettings: settings),
        .testTarget(
            name: "CommsHubTests", dependencies: ["CommsHub", "GBCSCodec", "HANDevices", "TestSupport", "ZCLCodec"],
            swiftSettings: settings),
        .testTarget(
            name: "HANDevicesTests", dependencies: ["GBCSCodec", "HANDevices", "TestSupport", "ZCLCodec"],
            swiftSettings: settings),
        .testTarget(name: "ZCLCodecTests", dependencies: ["FrameNotation", "ZCLCodec"], swiftSettings: settings),
        .testTarget(
            name: "HANSimulationTests",
            dependencies: ["CommsHub", "GBCSCodec", "HANDevices", "HANSimulation", "ZCLCodec"],
            swiftSettings: settings),
        .testTarget(name: "ChubBenchTests", dependencies: ["chub-bench"], swiftSettings: settings),
        .testTarget(name: "TraceabilityTests", swiftSettings: settings),
        .testTarget(
            name: "FrameNotationTests", dependencies: ["FrameNotation", "GBCSCodec", "TestSupport", "ZCLCodec"],
            swiftSettings: settings),
        .testTarget(name: "ScenariosTests", dependencies: ["Scenarios"], swiftSettings: settings),
        .testTarget(
            name: "ChubTests", dependencies: ["chub", "CommsHub", "FrameNotation", "GBCSCodec", "ZCLCodec"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
