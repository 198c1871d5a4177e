/// Why there is no packet of XMP.
package enum XMPFault: Error, Hashable {
  /// libexempi is not on this machine.
  case noLibrary
  /// The existing packet is no XMP in UTF-8, or is built to be costly.
  case unreadable
  /// A text, a list or a packet is longer than ``XMPPacket`` allows.
  case tooLarge
  /// libexempi refused, with the code that its `xmperrors.h` explains.
  case failed(code: Int32)
}
