extension Session {
  /// Writes a row that nothing reads, to see whether the database takes it.
  package func writeProbe() throws {
    // A counter, since an unchanged value would not be written.
    try run(
      """
      INSERT INTO write_probes (write_probe_id, count) VALUES (1, 1)
      ON CONFLICT (write_probe_id) DO UPDATE SET count = write_probes.count + 1
      """)
  }
}
