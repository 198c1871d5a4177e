/// Where a picture comes from: those of IPTC's NewsCodes that a generated picture needs.
///
/// The raw value is the code's URL, which is written as it is, with `http`. The whole list:
/// https://cv.iptc.org/newscodes/digitalsourcetype/
package enum DigitalSourceType: String, Sendable, CaseIterable {
  /// Made as a whole by a model that was trained on sampled content: "Created using Generative AI".
  case trainedAlgorithmicMedia =
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
  /// Other media that such a model changed or added to, as a photograph with a part painted over:
  /// "Edited using Generative AI".
  case compositeWithTrainedAlgorithmicMedia =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
  /// Made by rules alone, without any sampled content.
  case algorithmicMedia = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
}
