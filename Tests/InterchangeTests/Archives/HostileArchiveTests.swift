import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct HostileArchiveTests {
  private func entry(_ change: (inout RawZip.Entry) -> Void) -> Data {
    var entry = RawZip.Entry("a", "hello")
    change(&entry)
    return RawZip(entry).bytes
  }

  @Test(
    "a name that could leave a folder, or be read in two ways, is refused and told",
    arguments: [
      ("../a", .climbs), ("a/../../b", .climbs), ("..", .climbs), ("/etc/a", .absolutePath),
      ("C:/a", .driveLetter), ("z:a", .driveLetter), ("a\\b", .backslash),
      ("..\\a", .backslash), ("a\nb", .controlCharacter), ("a\u{7F}", .controlCharacter),
      ("gnp.\u{202E}exe", .controlCharacter), ("", .unplainPath), ("a//b", .unplainPath),
      ("./a", .unplainPath), ("a/.", .unplainPath), ("a/", .folder), ("a/b/", .folder),
    ] as [(String, ArchiveFault.Reason)])
  func names(_ name: String, _ reason: ArchiveFault.Reason) {
    #expect(fault(of: RawZip(RawZip.Entry(name)).bytes)?.reason == reason)
  }

  @Test("a name with a zero byte is refused, and shown without it")
  func nul() {
    let archive = RawZip(RawZip.Entry(utf8Bytes("a.png\0.exe"))).bytes
    #expect(fault(of: archive) == ArchiveFault(.nulCharacter, entry: "a.png\u{FFFD}.exe"))
  }

  @Test("a name that is not UTF-8 is refused")
  func encoding() {
    #expect(fault(of: RawZip(RawZip.Entry([0x61, 0xFF])).bytes)?.reason == .nameEncoding)
  }

  @Test("a name has at most 512 bytes")
  func longNames() {
    let longest = String(repeating: "n", count: 512)
    #expect(fault(of: RawZip(RawZip.Entry(longest)).bytes) == nil)
    #expect(fault(of: RawZip(RawZip.Entry(longest + "n")).bytes)?.reason == .nameTooLong(513))
  }

  @Test(
    "two names that some file system takes for the same are refused",
    arguments: [
      ("a.png", "a.png"), ("a.png", "A.PNG"), ("\u{E9}", "e\u{301}"), ("\u{C9}", "e\u{301}"),
    ])
  func duplicates(_ first: String, _ second: String) {
    let archive = RawZip(RawZip.Entry(first), RawZip.Entry(second)).bytes
    #expect(fault(of: archive) == ArchiveFault(.duplicate(of: first), entry: second))
  }

  @Test(
    "links, devices and folders are refused, whatever system they claim to come from",
    arguments: [
      (0o120777, .link), (0o060644, .device), (0o020644, .device), (0o010644, .device),
      (0o140644, .device), (0o040755, .folder),
    ] as [(Int, ArchiveFault.Reason)], [0, 3, 19])
  func kinds(_ kind: (Int, ArchiveFault.Reason), _ system: Int) {
    let archive = entry {
      $0.mode = kind.0
      $0.system = system
    }
    #expect(fault(of: archive) == ArchiveFault(kind.1, entry: "a"))
  }

  @Test("an entry with the mark of a DOS folder is refused, though it has a file's name and bytes")
  func dosFolder() {
    #expect(fault(of: entry { $0.dosAttributes = 0x10 })?.reason == .folder)
  }

  @Test(
    "an encrypted entry is refused, also where only its own header says that it is",
    arguments: [1, 0x40, 0x2000])
  func encrypted(_ flag: Int) {
    #expect(fault(of: entry { $0.flags = flag })?.reason == .encrypted)
    #expect(fault(of: entry { $0.localFlags = flag })?.reason == .headersDiffer)
  }

  @Test(
    "methods other than stored and deflated are refused by number",
    arguments: [1, 9, 12, 14, 93, 95, 99])
  func methods(_ method: Int) {
    #expect(fault(of: entry { $0.method = method })?.reason == .compressionMethod(method))
  }

  @Test("two entries that share their bytes are refused")
  func sharedBytes() {
    var second = RawZip.Entry("b", "hello")
    second.offset = 0
    second.localName = utf8Bytes("a")
    let archive = RawZip(RawZip.Entry("a", "hello"), second).bytes
    #expect(fault(of: archive)?.reason == .overlap)
  }

  @Test("an entry whose bytes reach into the next one, or into the directory, is refused")
  func quoted() {
    var first = RawZip.Entry("a", "hello")
    (first.packedSize, first.size) = (40, 40)
    #expect(fault(of: RawZip(first, RawZip.Entry("b")).bytes)?.reason == .overlap)
    #expect(fault(of: RawZip(first).bytes)?.reason == .overlap)
  }

  @Test(
    "an entry whose header lies in the directory, or behind it, is refused",
    arguments: [36, 1 << 30])
  func lostHeader(_ offset: Int) {
    #expect(fault(of: entry { $0.offset = offset })?.reason == .truncated)
  }

  @Test("an entry whose own header has another name or method is refused")
  func differentHeaders() {
    #expect(fault(of: entry { $0.localName = [98] }) == ArchiveFault(.headersDiffer, entry: "a"))
    #expect(fault(of: entry { $0.localMethod = 8 })?.reason == .headersDiffer)
    #expect(fault(of: entry { $0.offset = 1 })?.reason == .headersDiffer)
  }

  @Test("bytes with another checksum than the directory says are refused", arguments: [0, 8])
  func checksum(_ method: Int) {
    let archive = entry {
      $0.method = method
      if method == 8 { $0.packed = deflated($0.data) }
      $0.checksum = 1
    }
    #expect(fault(of: archive) == ArchiveFault(.checksum, entry: "a"))
  }

  @Test("an entry that unpacks to more bytes than it says is stopped at what it says")
  func moreBytes() throws {
    let archive = entry {
      $0.method = 8
      $0.packed = deflatedZeros(1 + 258 * 4000)
      $0.size = 1000
    }
    let bounds = ArchiveBounds(totalBytes: 1000, entryBytes: 1000)
    let reader = try ArchiveReader(bytes: archive, bounds: bounds)
    var received = 0
    let entry = try #require(reader.entries.first)
    #expect(throws: ArchiveFault(.moreBytesThanSaid, entry: "a")) {
      try reader.unpack(entry) { received += $0.count }
    }
    #expect(received <= 1000)
  }

  @Test("an entry that unpacks to fewer bytes than it says is refused")
  func fewerBytes() {
    let archive = entry {
      $0.method = 8
      $0.packed = deflated($0.data)
      $0.size = 6
    }
    #expect(fault(of: archive)?.reason == .fewerBytesThanSaid)
  }

  @Test("a stored entry of two sizes is refused")
  func storedSizes() {
    #expect(fault(of: entry { $0.size = 4 })?.reason == .moreBytesThanSaid)
    #expect(fault(of: entry { $0.size = 6 })?.reason == .fewerBytesThanSaid)
  }

  @Test("compressed bytes that are none, or end too early, are refused")
  func damagedData() {
    let none = entry {
      $0.method = 8
      $0.packed = [0xFF, 0xFF, 0xFF, 0xFF]
    }
    #expect(fault(of: none)?.reason == .damagedData)
    let short = entry {
      $0.method = 8
      $0.packed = deflated($0.data).dropLast(3)
    }
    let reasons: [ArchiveFault.Reason] = [.damagedData, .checksum, .fewerBytesThanSaid]
    #expect(fault(of: short).map { reasons.contains($0.reason) } == true)
  }

  private func utf8Bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
