import Foundation

/// A folder with `.ci/prepare`, a package and a `PATH` of its own, on which little is installed.
///
/// Its package managers only note in `calls` what they are asked for. On Linux there is a `pkg-config` that knows one
/// library, `three`; on macOS there is none.
final class BareMachine {
  private let folder: URL

  /// A machine with this version of Swift, if any, for the user with this number.
  init(swift: String? = "6.2", system: String = "Linux", user: Int = 0) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bare-\(UUID().uuidString)")
    let files = FileManager.default
    for name in [".ci", "bin"] {
      try files.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try files.copyItem(
      at: Repository.root.appending(path: ".ci/prepare"),
      to: folder.appending(path: ".ci/prepare"))
    try Data(Self.package.utf8).write(to: folder.appending(path: "Package.swift"))
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for tool in ["dirname", "sed", "grep", "tr", "cut", "head", "ls", "env"] {
      let place = places.first { files.isExecutableFile(atPath: "\($0)/\(tool)") } ?? "/usr/bin"
      try files.createSymbolicLink(
        atPath: folder.appending(path: "bin/\(tool)").path,
        withDestinationPath: "\(place)/\(tool)")
    }
    try add("uname", "echo \(system)")
    try add("id", "echo \(user)")
    if system == "Darwin" {
      try add(
        "brew",
        "if [ \"$1\" = install ]; then echo brew \"$@\" >> calls; else shift; printf '%s\\n' \"$@\"; fi"
      )
    } else {
      try add("pkg-config", "[ \"$2\" = three ]")
      try add("apt-get", "echo apt-get \"$@\" >> calls")
    }
    if let swift { try add("swift", "echo 'Swift version \(swift) (swift-\(swift)-RELEASE)'") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Puts a program on the machine, written for `sh`.
  func add(_ name: String, _ script: String) throws {
    let file = folder.appending(path: "bin/\(name)")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// Runs `.ci/prepare`; its output holds standard error too.
  func prepare(_ argument: String = "") throws -> Shell.Result {
    try Shell.run(
      ["/bin/sh", "-c", "exec .ci/prepare \(argument) 2>&1"], in: folder,
      adding: ["PATH": folder.appending(path: "bin").path, "SWIFT": "swift"])
  }

  /// What was asked of the package managers so far.
  var calls: [String] {
    let text = try? String(contentsOf: folder.appending(path: "calls"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  private static let package = """
    // swift-tools-version:6.2
    func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {}
    let package = Package(
      dependencies: [.package(url: "https://example.com/x", from: "1.0.0")],
      targets: [
        // system("COld", pkgConfig: "old", apt: "libold-dev", brew: "old"),
        system("COne", pkgConfig: "one", apt: "libone-dev", brew: "one"),
        system(
          "CTwo", pkgConfig: "two",
          apt: ["libtwo-dev", "libtwo-tools"],
          brew: "two"),
        system("CThree", pkgConfig: "three", apt: "libthree-dev", brew: "three"),
      ])

    """
}
