import TroupeVocabulary

extension ModelProfile {
  /// What is wrong with it where its provider reads masks in colors, and what may change is `paint`; `nil` where nothing is.
  func maskFault(unless paint: MaskPaint) -> String? {
    !capabilities.mask || maskPaint?.value == paint
      ? nil : "'mask_paint' is \(paint.rawValue) where 'capabilities.mask' is true"
  }
}
