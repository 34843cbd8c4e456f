import API
import Core
import Store
import Wire

extension Platform {
  func handleAcsEncoders(_ handlers: inout Handlers) {
    handlers.on(AcsEncoders.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.encoder(request.acsEncoderID, caller).encoder(in: caller.workspaceID)
      }
    }
    handlers.on(AcsEncoders.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = request.filter
        filter.sight = try caller.session.map(connection.sight)
        let page = try connection.acsEntrances(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows.map { $0.encoder(in: caller.workspaceID) }, paging.pagination(next: page.next))
      }
    }
    handlers.on(AcsEncoders.ScanCredential.self) { request, caller, answer in
      let detectsNewTags = request.saltoKSMetadata?.detectNewTags ?? false
      return try await readCard(
        CardTask(.scan, at: request.acsEncoderID, detectsNewTags: detectsNewTags), caller, answer)
    }
    handlers.on(AcsEncoders.ScanToAssignCredential.self) { request, caller, answer in
      let detectsNewTags = request.saltoKSMetadata?.detectNewTags ?? false
      let purpose = CardTask.Purpose.assign(request.acsUserID, request.userIdentityID)
      return try await readCard(
        CardTask(purpose, at: request.acsEncoderID, detectsNewTags: detectsNewTags), caller, answer)
    }
    handlers.on(AcsEncoders.EncodeCredential.self) { request, caller, answer in
      let purpose: CardTask.Purpose
      if let method = request.accessMethodID {
        purpose = .encode(method)
      } else if let credential = request.acsCredentialID {
        purpose = .confirm(credential)
      } else {
        throw APIError.notFound(.acsCredential)
      }
      return try await readCard(CardTask(purpose, at: request.acsEncoderID), caller, answer)
    }
    handlers.on(AccessMethods.Encode.self) { request, caller, answer in
      try await readCard(CardTask(.encode(request.accessMethodID), at: request.acsEncoderID), caller, answer)
    }
  }
}

extension Connection {
  /// The lock that plays an encoder. A customer's session sees only those of its customer.
  func encoder(_ id: ID<AcsEncoder>, _ caller: Caller) throws -> AcsEntranceRecord {
    var filter = AcsEntranceFilter()
    filter.ids = [ID(id.text)]
    filter.sight = try caller.session.map(sight)
    let found = try acsEntrances(filter, PageRange(from: nil, limit: 1), in: caller.workspaceID).rows
    guard let encoder = found.first else { throw APIError.notFound(.acsEncoder, id.text) }
    return encoder
  }
}

extension AcsEncoders.List {
  fileprivate var filter: AcsEntranceFilter {
    var filter = AcsEntranceFilter()
    filter.ids = acsEncoderIDs.map { $0.map { ID($0.text) } }
    filter.acsSystemID = acsSystemID
    filter.acsSystemIDs = acsSystemIDs
    return filter
  }
}
