import SeamClient
import Testing

extension Seam {
  /// Calls operations that refuse, and reads why.
  ///
  /// - Parameter refused: the types of the errors of operations that always refuse.
  func meetRefusals(of refused: [String: String]) async throws {
    let seam = self
    let group = await caught { try await seam.acs.accessGroups.delete(acsAccessGroupID: common) }
    #expect(group?.refusal?.type == refused["/acs/access_groups/delete"])
    guard case .unauthorized? = await caught({ _ = try await seam.workspaces.create(name: "Mine") }) else {
      Testing.Issue.record("a key made a workspace")
      return
    }
    let unknown = await caught { _ = try await seam.acs.users.get(acsUserID: "nobody") }
    guard case .notFound(let refusal)? = unknown else {
      Testing.Issue.record("\(unknown.debugDescription)")
      return
    }
    #expect(refusal.type == "acs_user_not_found" && refusal.requestID != nil)
    let faulty = await caught { try await seam.acs.users.create(acsSystemID: site, fullName: "") }
    guard case .invalidInput(_, let fields)? = faulty else {
      Testing.Issue.record("\(faulty.debugDescription)")
      return
    }
    #expect(fields.keys.sorted() == ["full_name"])
    let stranger = Seam(apiKey: "seam_stranger", endpoint: seam.endpoint)
    guard case .unauthorized? = await caught({ _ = try await stranger.workspaces.get() }) else {
      Testing.Issue.record("a stranger was let in")
      return
    }
  }
}

/// The error of calls, or nil if they succeed.
func caught(_ body: () async throws -> Void) async -> SeamError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? SeamError
  }
}
