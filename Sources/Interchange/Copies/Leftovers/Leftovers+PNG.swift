extension Leftovers {
  private static let chunksAllowed: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "acTL", "fcTL", "fdAT", "iCCP", "sRGB", "gAMA", "cHRM",
    "cICP", "sBIT", "mDCV", "cLLI", "mDCv", "cLLi",
  ]

  /// Looks at all chunks of a PNG.
  mutating func readPNG(_ file: ByteView) {
    var offset = 8
    var orientations = 0
    while let length = file.u32(offset), let kind = file.kind(offset + 4),
      let body = file.part(offset + 8, length), file.part(offset + 8 + length, 4) != nil
    {
      offset += 12 + length
      if kind == "IEND" {
        addBytes(length, "in the last chunk")
        return addBytes(file.count - offset, "after the last chunk")
      }
      if kind == "eXIf", Self.isOrientation(body) { orientations += 1 }
      let isFirstOrientation = kind == "eXIf" && Self.isOrientation(body) && orientations == 1
      if !Self.chunksAllowed.contains(kind), !isFirstOrientation { add("chunk", kind, length) }
    }
    add("a PNG that breaks off at byte \(offset)")
  }
}
