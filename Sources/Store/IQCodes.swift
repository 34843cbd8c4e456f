package import API
package import Core
package import Wire

/// An IQ of a site, and whether it is activated for one-time codes.
package struct IQRecord: Hashable, Sendable {
  package var id: ExternalID<ProviderIQ>
  package var acsSystemID: ID<AcsSystem>
  package var entrances: [ID<AcsEntrance>]
  /// The sealed secret of one-time codes. Nil before the activation was begun.
  package var sealedMaterial: [UInt8]?
  package var activatedAt: Instant?

  /// The context that the sealed material is bound to.
  package func place(in workspace: ID<Workspace>) -> String { "iq/\(workspace)/\(acsSystemID)/\(id)" }
}

extension Connection {
  /// The IQs of a site, according to its locks.
  package func iqs(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [IQRecord] {
    let locks = try all(
      """
      SELECT e.iq_id, e.acs_entrance_id, c.sealed_material, c.activated_at FROM acs_entrances e
      LEFT JOIN iq_codes c ON c.workspace_id = e.workspace_id AND c.acs_system_id = e.acs_system_id AND c.iq_id = e.iq_id
      WHERE e.workspace_id = ? AND e.acs_system_id = ? AND e.iq_id IS NOT NULL ORDER BY e.iq_id, e.sequence
      """, workspace, system
    ) { row in
      var columns = row.columns
      return IQRecord(
        id: columns.external(), acsSystemID: system, entrances: [columns.id()], sealedMaterial: columns.optionalBytes(),
        activatedAt: columns.optionalInstant())
    }
    return locks.reduce(into: []) { iqs, lock in
      if iqs.last?.id == lock.id { iqs[iqs.count - 1].entrances += lock.entrances } else { iqs.append(lock) }
    }
  }

  /// The IQ of an entrance's lock. Nil if the lock has none.
  package func iq(of entrance: AcsEntranceRecord, in workspace: ID<Workspace>) throws -> IQRecord? {
    try iqs(of: entrance.acsSystemID, in: workspace).first { $0.entrances.contains(entrance.id) }
  }
}

extension Transaction {
  package func saveCodes(_ sealedMaterial: [UInt8], activatedAt: Instant?, of iq: IQRecord) throws {
    try run(
      """
      INSERT INTO iq_codes (workspace_id, acs_system_id, iq_id, sealed_material, activated_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, acs_system_id, iq_id) DO UPDATE SET sealed_material = excluded.sealed_material,
        activated_at = excluded.activated_at
      """, workspaceID, iq.acsSystemID, iq.id, sealedMaterial, activatedAt)
  }
}
