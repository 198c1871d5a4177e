internal import TroupeVocabulary

/// What a generation `g` must meet for the last check of one of its images to come to something, in SQL.
enum CheckConditions {
  static func sql(_ outcome: CheckOutcome) -> String {
    switch outcome {
    case .changed: "g.id IN (SELECT s.generation FROM \(standing) s WHERE \(has("changed")))"
    case .kept:
      """
      g.id IN (SELECT s.generation FROM \(standing) s
        WHERE \(has("kept")) AND NOT \(has("changed")))
      """
    case .unsure:
      """
      g.id IN (SELECT s.generation FROM \(standing) s
        WHERE NOT \(has("kept")) AND NOT \(has("changed"))
        UNION SELECT c.generation FROM picture_check c
        JOIN check_event f ON f.picture_check = c.id AND f.state = 'no_verdict'
        WHERE NOT EXISTS (SELECT 1 FROM \(standing) s
          WHERE s.generation = c.generation AND s.position = c.position))
      """
    case .none:
      """
      g.id NOT IN (SELECT c.generation FROM picture_check c
        JOIN check_event f ON f.picture_check = c.id AND f.state IN ('done', 'no_verdict'))
      """
    }
  }

  private static let standing = CheckReader.standing

  private static func has(_ answer: String) -> String {
    """
    EXISTS (SELECT 1 FROM check_verdict v WHERE v.picture_check = s.id
      AND v.subject = 'trait' AND v.answer = '\(answer)')
    """
  }
}
