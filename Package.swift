// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// One module of the product: `Sources/<folder>`, named `Troupe<folder>` so that it never collides in a user's build.
func module(
  _ folder: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .target(
    name: "Troupe\(folder)", dependencies: dependencies, path: "Sources/\(folder)",
    resources: resources, swiftSettings: strict)
}

/// A system library: its module map and shim header in `Sources/<name>`, flags from pkg-config.
func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(
    name: "Troupe\(name)", path: "Sources/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([apt]), .brew([brew])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)Tests",
    swiftSettings: strict)
}

let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// What suites on the record need: every room up to Care.
let recordRooms: [Target.Dependency] = [
  "TroupeVocabulary", "TroupeSchema", "TroupeStorage", "TroupeImaging", "TroupeSearch",
  "TroupeCatalog", "TroupeSelection", "TroupeProviders", "TroupeStoryboard", "TroupeRecord",
  "TroupePreparing", "TroupeSending", "TroupeLineage", "TroupeCare",
]

let package = Package(
  name: "troupe",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Troupe", targets: ["Troupe"]),
    .executable(name: "troupe", targets: ["TroupeCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    system("CPNG", pkgConfig: "libpng", apt: "libpng-dev", brew: "libpng"),
    system("CJPEG", pkgConfig: "libjpeg", apt: "libjpeg-dev", brew: "jpeg-turbo"),
    system("CWebP", pkgConfig: "libwebp", apt: "libwebp-dev", brew: "webp"),
    system("CLCMS", pkgConfig: "lcms2", apt: "liblcms2-dev", brew: "little-cms2"),
    system("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev", brew: "freetype"),
    system("CHarfBuzz", pkgConfig: "harfbuzz", apt: "libharfbuzz-dev", brew: "harfbuzz"),
    system("CFribidi", pkgConfig: "fribidi", apt: "libfribidi-dev", brew: "fribidi"),
    system("CFontconfig", pkgConfig: "fontconfig", apt: "libfontconfig-dev", brew: "fontconfig"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev", brew: "curl"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    .target(
      name: "TroupeCImaging", dependencies: ["TroupeCPNG", "TroupeCJPEG", "TroupeCWebP"],
      path: "Sources/CImaging"),
    .target(name: "TroupeCWire", path: "Sources/CWire"),
    .systemLibrary(name: "TroupeCStorage", path: "Sources/CStorage"),

    module("Vocabulary", []),
    .target(
      name: "TroupeSchema", path: "Schema", exclude: ["current.sql"],
      resources: [.embedInCode("migrations")], swiftSettings: strict),

    module(
      "Storage", ["TroupeVocabulary", "TroupeCCrypto", "TroupeCSQLite", "TroupeCStorage"]),
    module(
      "Imaging",
      [
        "TroupeVocabulary", "TroupeCImaging", "TroupeCLCMS", "TroupeCFreeType", "TroupeCFribidi",
        "TroupeCHarfBuzz",
      ]),
    module("Search", ["TroupeVocabulary"]),

    module("Catalog", ["TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeSearch"]),
    module("Selection", ["TroupeVocabulary"], resources: [.embedInCode("Words")]),
    module(
      "Providers", ["TroupeVocabulary", "TroupeCWire", "TroupeCCurl"],
      resources: [.embedInCode("Gemini/Profiles")]),

    module(
      "Record",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeSearch", "TroupeCatalog", "TroupeProviders",
      ]),
    module(
      "Storyboard", ["TroupeVocabulary", "TroupeImaging", "TroupeProviders"],
      resources: [.embedInCode("Profiles")]),
    module(
      "Preparing",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeCatalog", "TroupeSelection",
        "TroupeProviders", "TroupeRecord",
      ]),
    module(
      "Sending",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeProviders", "TroupeRecord",
        "TroupePreparing",
      ]),
    module(
      "Lineage",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeCatalog", "TroupeSelection", "TroupeProviders",
        "TroupeRecord", "TroupePreparing", "TroupeSending",
      ]),
    module(
      "Care",
      ["TroupeVocabulary", "TroupeStorage", "TroupeSearch", "TroupeRecord"]),
    .target(
      name: "Troupe",
      dependencies: [
        "TroupeVocabulary", "TroupeSchema", "TroupeStorage", "TroupeImaging", "TroupeSearch",
        "TroupeCatalog", "TroupeSelection", "TroupeProviders", "TroupeStoryboard", "TroupeRecord",
        "TroupePreparing", "TroupeSending", "TroupeLineage", "TroupeCare", "TroupeCFontconfig",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      path: "Sources/Troupe", swiftSettings: strict),
    .executableTarget(
      name: "TroupeCLI", dependencies: ["Troupe", arguments], path: "Sources/CLI",
      swiftSettings: strict),

    .executableTarget(
      name: "select-bench",
      dependencies: ["TestSupport", "TroupeSelection", "TroupeProviders", "TroupeVocabulary"],
      path: "Tests/Bench/Select", swiftSettings: strict),
    .target(
      name: "TestTLS", dependencies: ["TroupeCCrypto"], path: "Tests/Support/TLS",
      linkerSettings: [.linkedLibrary("ssl")]),
    .target(
      name: "TestSupport", dependencies: ["TestTLS", "TroupeVocabulary"], path: "Tests/Support",
      exclude: ["TLS", "Lineage"], swiftSettings: strict),
    tests("Vocabulary", ["TroupeVocabulary"]),
    tests(
      "Imaging",
      [
        "TroupeImaging", "TroupeVocabulary", "TroupeCCrypto", "TroupeCLCMS", "TroupeCJPEG",
        "TroupeCPNG", "TroupeCWebP",
      ]),
    tests("Storage", ["TroupeStorage", "TroupeSchema", "TroupeVocabulary"]),
    tests(
      "Catalog",
      ["TroupeCatalog", "TroupeStorage", "TroupeImaging", "TroupeSchema", "TroupeVocabulary"]),
    tests("Selection", ["TroupeSelection", "TroupeVocabulary"]),
    tests("Search", ["TroupeSearch", "TroupeVocabulary"]),
    tests("Providers", ["TroupeProviders", "TroupeStoryboard", "TroupeVocabulary"]),
    .target(
      name: "LineageFixture", dependencies: ["TestSupport"] + recordRooms,
      path: "Tests/Support/Lineage", swiftSettings: strict),
    tests(
      "Storyboard", ["TroupeStoryboard", "TroupeImaging", "TroupeProviders", "TroupeVocabulary"]),
    tests("Record", recordRooms + ["LineageFixture"]),
    tests("Preparing", recordRooms + ["LineageFixture"]),
    tests("Sending", recordRooms + ["LineageFixture"]),
    tests("Lineage", recordRooms + ["LineageFixture"]),
    tests("Care", recordRooms + ["LineageFixture"]),
    tests("Troupe", ["Troupe", "TroupeImaging"]),
    tests("CLI", ["TroupeCLI", "Troupe"]),
    tests("EndToEnd", ["TroupeCLI", "Troupe", "TroupeImaging"]),
    tests("Rules", ["TroupeSchema", "TroupeStorage", "TroupeRecord"]),
  ],
  swiftLanguageModes: [.v6]
)
