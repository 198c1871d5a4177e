// swift-tools-version:6.2
import PackageDescription

let package = Package(
  name: "cast-app",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "troupe", path: "../../..")],
  targets: [
    .executableTarget(
      name: "cast-app", dependencies: [.product(name: "Troupe", package: "troupe")],
      path: "Sources/CastApp")
  ]
)
