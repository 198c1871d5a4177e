package import Foundation
import TroupeCInterchange

/// Writes packets of XMP through libexempi, which is opened when first needed.
///
/// A packet can stand in a picture or be the whole of a `.xmp` file next to it. It has the wrapper
/// `<?xpacket …?>`, no padding, and is marked as read-only: padding is for programs that overwrite
/// a packet in its place without knowing the file around it, which breaks the checksums of a PNG.
/// It has no date of its own, so that the same statement gives the same bytes.
package enum XMPPacket {
  /// The longest packet that is read or written, in bytes: that which Troupe reads in a picture.
  package static let mostBytes = Findings.mostBytes
  /// The longest text of a statement, in bytes of UTF-8.
  package static let mostTextBytes = 1 << 20
  /// The longest list of a statement.
  package static let mostItems = 1000

  /// Whether libexempi is on this machine.
  package static var isAvailable: Bool { ti_xmp_is_here() != 0 }

  /// Writes the packet of a statement.
  ///
  /// - Parameters:
  ///   - statement: What to say. What it leaves nil or empty stays as it is in `existing`; a list
  ///     replaces that of `existing`; a text by language replaces the one in the default language.
  ///   - existing: A packet that stood in the file, in UTF-8, with or without the wrapper. All its
  ///     other properties are kept; comments are not. An alias becomes the property it stands for.
  /// - Throws: ``XMPFault``.
  package static func packet(
    of statement: PictureStatement, mergedInto existing: Data? = nil
  ) throws(XMPFault) -> Data {
    let properties = try statement.properties()
    let foreign: [UInt8]? = if let existing { try ExistingPacket.admitted(existing) } else { nil }
    var packet: OpaquePointer?
    try check(ti_xmp_open(&packet))
    guard let packet else { throw .noLibrary }
    defer { ti_xmp_close(packet) }
    for schema in XMPProperty.Schema.allCases {
      try check(ti_xmp_register(packet, schema.rawValue, schema.prefix))
    }
    if let foreign { try read(foreign, into: packet) }
    for property in properties { try write(property, into: packet) }
    if let foreign { try restorePairs(of: foreign, with: properties, in: packet) }
    return try serialized(packet)
  }

  private static func read(_ bytes: [UInt8], into packet: OpaquePointer) throws(XMPFault) {
    let outcome = ti_xmp_read(packet, bytes, bytes.count)
    // These codes say what is wrong with the XML, the RDF or the XMP.
    if outcome <= -101 || outcome == -5 { throw .unreadable }
    try check(outcome)
  }

  private static func write(
    _ property: XMPProperty, into packet: OpaquePointer
  ) throws(XMPFault) {
    let (schema, name) = (property.schema.rawValue, property.name)
    switch property.form {
    case .text:
      for text in property.texts { try check(ti_xmp_set_text(packet, schema, name, text)) }
    case .textByLanguage:
      for text in property.texts { try check(ti_xmp_set_default(packet, schema, name, text)) }
    case .list, .orderedList:
      let isOrdered: Int32 = property.form == .orderedList ? 1 : 0
      try check(ti_xmp_remove(packet, schema, name))
      for text in property.texts {
        try check(ti_xmp_append(packet, schema, name, text, isOrdered))
      }
    }
  }

  /// Gives back what libexempi has made of the texts in two languages.
  private static func restorePairs(
    of bytes: [UInt8], with properties: [XMPProperty], in packet: OpaquePointer
  ) throws(XMPFault) {
    for pair in LanguagePairs.read(bytes) {
      let said = properties.first { $0.schema.rawValue == pair.namespace && $0.name == pair.name }
      let standard = said?.texts.first ?? pair.standard
      let outcome = standard.withCString { standard in
        pair.language.withCString { language in
          pair.other.withCString { other in
            var texts = ti_xmp_pair(standard: standard, language: language, other: other)
            return ti_xmp_set_pair(packet, pair.namespace, pair.name, &texts)
          }
        }
      }
      try check(outcome)
    }
  }

  private static func serialized(_ packet: OpaquePointer) throws(XMPFault) -> Data {
    var bytes: UnsafePointer<CChar>?
    var count = 0
    try check(ti_xmp_serialize(packet, &bytes, &count))
    guard count <= mostBytes else { throw .tooLarge }
    return bytes.map { Data(bytes: $0, count: count) } ?? Data()
  }

  private static func check(_ outcome: Int32) throws(XMPFault) {
    switch outcome {
    case Int32(TI_XMP_DONE): return
    case Int32(TI_XMP_NO_LIBRARY): throw .noLibrary
    default: throw .failed(code: outcome)
    }
  }
}
