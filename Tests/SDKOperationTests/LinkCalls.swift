import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation on instant keys and their links.
  func useLinks() async throws {
    let door = try await devices.list()[0].id
    var mobileKey = API.AccessGrants.MethodRequest()
    mobileKey.mode = .mobileKey
    var person = API.AccessGrants.Person()
    person.fullName = .value("Lina")
    let grant = try await accessGrants.create(
      requestedAccessMethods: [mobileKey], deviceIDs: [door], userIdentity: person)
    let link = try #require(grant.instantKeyURL)
    #expect(try await latchkey.stays.showLink(accessMethodID: grant.accessMethodIDs[0]).instantKeyURL == link)
    let key = try await userIdentities.generateInstantKey(userIdentityID: grant.userIdentityID)
    #expect(try await instantKeys.get(instantKeyID: key.id).instantKeyURL == key.instantKeyURL)
    #expect(
      try await instantKeys.list(userIdentityID: grant.userIdentityID).map(\.instantKeyURL) == [
        link, key.instantKeyURL,
      ])
    let preview = try await instantKey.preview.get(instantKeyURL: link)
    #expect(preview.keyStatus == .known(.ready))
    let session = try await instantKey.clientSessions.exchangeShortCode(shortCode: preview.shortCode)
    #expect(session.token == grant.clientSessionToken)
    try await instantKeys.delete(instantKeyID: key.id)
    try await accessGrants.delete(accessGrantID: grant.id)
  }
}
