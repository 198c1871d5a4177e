internal import TroupeStorage

/// Which images have no fingerprint that can be used: those of outputs that can be read, and what an older version took.
enum WaitingPictures {
  /// Their digests, in SQL.
  static let all = """
    SELECT digest FROM fingerprint
    WHERE mirrored_frequencies IS NULL OR mirrored_gradients IS NULL
    UNION
    SELECT o.digest FROM output o LEFT JOIN fingerprint f ON f.digest = o.digest
    WHERE f.digest IS NULL AND o.width IS NOT NULL
      AND o.digest NOT IN (SELECT digest FROM purge_file)
      AND NOT EXISTS (SELECT 1 FROM finding u WHERE u.generation = o.generation
        AND u.position = o.position AND u.code = 'unreadable')
    """

  /// Lists them again, with those whose fingerprint was changed by another hand.
  static func list(_ connection: Connection) throws {
    try connection.execute("DELETE FROM fingerprint_waiting")
    try connection.execute("INSERT INTO fingerprint_waiting (digest) \(all)")
    var damaged: [String] = []
    _ = try connection.verifyRows(of: "fingerprint") { row in
      if let digest = row.split(separator: "=").last { damaged.append(String(digest)) }
    }
    for digest in damaged {
      try connection.execute(
        """
        INSERT OR IGNORE INTO fingerprint_waiting (digest)
        SELECT digest FROM object WHERE digest = ?
        """, digest)
    }
  }

  /// Whether they are what is listed.
  static func areListed(_ connection: Connection) throws -> Bool {
    let listed = "SELECT digest FROM fingerprint_waiting"
    return try [
      "SELECT * FROM (\(all)) EXCEPT \(listed)", "\(listed) EXCEPT SELECT * FROM (\(all))",
    ]
    .allSatisfy { try connection.row("\($0) LIMIT 1") == nil }
  }
}
