// swift-tools-version: 6.2
// A package of its own, which uses the libraries of this repository as any other package would. Here they lie two folders
// up; Documentation/Embedding.md has the lines for a clone beside the package, and for a tag.
import PackageDescription

let package = Package(
    name: "Update",
    dependencies: [
        .package(name: "communications-hub", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "Update",
            dependencies: [
                .product(name: "CommsHub", package: "communications-hub"),
                .product(name: "HANDevices", package: "communications-hub"),
                .product(name: "HANModel", package: "communications-hub"),
                .product(name: "ZCLCodec", package: "communications-hub"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
