/// A file being read from its beginning, on the transport's thread alone.
package protocol ByteReader: AnyObject {
  /// Fills `buffer` from its start as far as it can; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
