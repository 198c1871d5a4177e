import Foundation
internal import TroupeCJPEG

/// JPEGs of forms that the product does not write, from libjpeg.
struct JPEGs {
  /// What is written.
  enum Space {
    case gray, color
    /// CMYK with 255 for full ink, stored inverted: with Adobe's marker, or without.
    case cmyk, ycck, adobeCMYK, adobeYCCK
  }

  var space: Space
  var width: Int
  var height: Int
  /// How many columns of full detail share one of color.
  var columnsPerColor: Int32 = 1
  /// How many blocks lie between restart markers; 0 for none.
  var restartInterval: UInt32 = 0
  var isProgressive = false

  private var channels: Int {
    switch space {
    case .gray: 1
    case .color: 3
    case .cmyk, .ycck, .adobeCMYK, .adobeYCCK: 4
    }
  }

  private var isMarked: Bool { space == .adobeCMYK || space == .adobeYCCK }

  /// A file of the pixels that `color` gives, row by row: a whole picture need never exist.
  func encoded(_ color: (_ x: Int, _ y: Int) -> [UInt8]) -> Data {
    encoded(rows: height) { y in (0..<width).flatMap { color($0, y) } }
  }

  /// A file whose every row is the same.
  func encoded(row: [UInt8]) -> Data { encoded(rows: height) { _ in row } }

  private func encoded(rows: Int, _ row: (Int) -> [UInt8]) -> Data {
    let jpeg = UnsafeMutablePointer<jpeg_compress_struct>.allocate(capacity: 1)
    let errors = UnsafeMutablePointer<jpeg_error_mgr>.allocate(capacity: 1)
    jpeg.initialize(to: jpeg_compress_struct())
    errors.initialize(to: jpeg_error_mgr())
    var bytes: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    defer {
      jpeg_destroy_compress(jpeg)
      free(bytes)
      errors.deallocate()
      jpeg.deallocate()
    }
    jpeg.pointee.err = jpeg_std_error(errors)
    jpeg_CreateCompress(jpeg, JPEG_LIB_VERSION, MemoryLayout<jpeg_compress_struct>.size)
    jpeg_mem_dest(jpeg, &bytes, &count)
    describe(jpeg)
    jpeg_start_compress(jpeg, 1)
    for y in 0..<rows {
      var values = row(y)
      if channels == 4 { values = values.map { 255 - $0 } }
      values.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        _ = jpeg_write_scanlines(jpeg, &start, 1)
      }
    }
    jpeg_finish_compress(jpeg)
    return bytes.map { Data(bytes: $0, count: Int(count)) } ?? Data()
  }

  private func describe(_ jpeg: UnsafeMutablePointer<jpeg_compress_struct>) {
    jpeg.pointee.image_width = JDIMENSION(width)
    jpeg.pointee.image_height = JDIMENSION(height)
    jpeg.pointee.input_components = Int32(channels)
    jpeg.pointee.in_color_space = [1: JCS_GRAYSCALE, 3: JCS_RGB][channels] ?? JCS_CMYK
    jpeg_set_defaults(jpeg)
    if space == .adobeYCCK || space == .ycck { jpeg_set_colorspace(jpeg, JCS_YCCK) }
    jpeg_set_quality(jpeg, 100, 1)
    jpeg.pointee.write_Adobe_marker = isMarked ? 1 : 0
    jpeg.pointee.restart_interval = restartInterval
    if channels > 1 {
      for index in 0..<channels {
        let isDetailed = index == 0 || index == 3 || space == .cmyk || space == .adobeCMYK
        jpeg.pointee.comp_info[index].h_samp_factor = isDetailed ? columnsPerColor : 1
        jpeg.pointee.comp_info[index].v_samp_factor = 1
      }
    }
    if isProgressive { jpeg_simple_progression(jpeg) }
  }
}
