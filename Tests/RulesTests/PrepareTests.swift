import Foundation
import Testing

/// What `make` does before it builds: `.ci/prepare`.
@Suite struct PrepareTests {
  @Test func everyLibraryStandsInThePackageAlone() throws {
    let needs = try Repository.text("Package.swift").matches(
      of: /system\(\s*"[^"]+",\s*pkgConfig:\s*"([^"]+)",\s*apt:\s*"([^"]+)",\s*brew:\s*"([^"]+)"/)
    #expect(!needs.isEmpty, "the scanner finds no system libraries: correct this test")
    let listed = try Shell.run([".ci/prepare", "--libraries"], in: Repository.root).output
    #expect(
      listed.split(separator: "\n") == needs.map { "\($0.1)|\($0.2)|\($0.3)" },
      ".ci/prepare misreads a 'system(…)' of Package.swift")
    for file in ["Makefile", ".ci/prepare"] {
      let text = try Repository.text(file)
      for need in needs where text.contains(need.2) {
        Issue.record("\(file) names \(need.2): Package.swift alone should.")
      }
    }
  }

  @Test func whatIsMissingIsInstalledAtOnce() throws {
    let machine = try BareMachine()
    let answer = try machine.prepare()
    #expect(answer.status == 0, "\(answer.output)")
    #expect(machine.calls.count == 2 && machine.calls.first == "apt-get update")
    let install = try #require(machine.calls.last)
    #expect(install.hasPrefix("apt-get install -y --no-install-recommends "))
    for package in ["git", "sqlite3", "fontconfig", "libone-dev", "libtwo-dev", "libtwo-tools"] {
      #expect(install.split(separator: " ").contains { $0 == package }, "\(package): \(install)")
    }
    #expect(!install.contains("|") && !install.contains("libthree-dev"))
    #expect(answer.output.contains("Installing what is missing: "))
  }

  @Test(arguments: [
    ("6.2", true), ("6.10", true), ("7.0", true), ("6.1.2", false),
    ("5.10", false),
  ])
  func swiftIsLookedAtFirst(_ version: String, _ isEnough: Bool) throws {
    let machine = try BareMachine(swift: version)
    let answer = try machine.prepare()
    #expect((answer.status == 0) == isEnough, "\(answer.output)")
    if isEnough { return }
    #expect(answer.status != 0 && machine.calls.isEmpty)
    let found = version.split(separator: ".").prefix(2).joined(separator: ".")
    #expect(answer.output.contains("needs Swift 6.2 or newer, and 'swift' is \(found)."))
    #expect(answer.output.contains("swift.org/install"))
  }

  @Test func withoutSwiftNothingIsInstalled() throws {
    let none = try BareMachine(swift: nil)
    let answer = try none.prepare()
    #expect(answer.status != 0 && none.calls.isEmpty)
    #expect(answer.output.contains("there is no 'swift' on the PATH"), "\(answer.output)")
    let broken = try BareMachine(swift: nil)
    try broken.add("swift", "echo libncurses.so.6: cannot open shared object file >&2; exit 127")
    let failure = try broken.prepare()
    #expect(failure.status != 0 && broken.calls.isEmpty)
    #expect(failure.output.contains("'swift --version' fails:\nlibncurses.so.6"))
  }

  @Test func aUserWithoutRightsIsToldWhatToAskFor() throws {
    let machine = try BareMachine(user: 1000)
    let answer = try machine.prepare()
    #expect(answer.status != 0 && machine.calls.isEmpty)
    #expect(answer.output.contains("only an administrator can install them"))
    #expect(
      answer.output.contains("apt-get update && apt-get install -y --no-install-recommends "))
    #expect(answer.output.contains("libone-dev"))
    try machine.add("sudo", "echo sudo >> calls; exec \"$@\"")
    #expect(try machine.prepare().status == 0)
    #expect(machine.calls.count { $0 == "sudo" } == 2 && machine.calls.count == 4)
  }

  @Test func aFailedInstallationEndsIt() throws {
    let machine = try BareMachine()
    try machine.add("apt-get", "exit 100")
    let answer = try machine.prepare()
    #expect(answer.status != 0 && answer.output.contains("The packages were not installed"))
  }

  @Test func homebrewGetsItsFormulas() throws {
    let machine = try BareMachine(system: "Darwin", user: 501)
    let answer = try machine.prepare()
    #expect(answer.status == 0, "\(answer.output)")
    #expect(machine.calls == ["brew install pkg-config one two three"])
    let places = try machine.prepare("--search-path").output
    #expect(places == "one/lib/pkgconfig:two/lib/pkgconfig:three/lib/pkgconfig:")
  }
}
