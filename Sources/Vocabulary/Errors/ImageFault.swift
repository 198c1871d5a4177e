/// What is wrong with the bytes of an image.
public enum ImageFault: Error, Hashable, Sendable {
  /// No bytes at all.
  case empty
  /// The bytes are no image that Troupe knows; `found` says what they look like, such as `text` or `HTML`.
  case notAnImage(found: String)
  /// An image of a type that Troupe names and does not read, such as `HEIC`.
  case unsupported(type: String)
  /// A form of a known type that is refused, such as `lossless JPEG`.
  case unsupportedForm(String)
  /// An image of a type, such as `HEIC`, that is read by a library which is not on this machine, such as `libheif`.
  case noReader(type: String, library: String)
  /// The file ends before the picture does.
  case truncated
  /// The file breaks its format's rules; the decoder's own words.
  case corrupt(String)
  /// More pixels than the bound allows. Counts of pixels.
  case tooManyPixels(width: Int, height: Int, bound: Int)
  /// A side longer than the bound, in pixels.
  case sideTooLong(side: Int, bound: Int)
  /// More progressive scans than the bound.
  case tooManyScans(bound: Int)
  /// Memory for the pixels could not be had, in bytes.
  case outOfMemory(bytes: Int)
}
