import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation on the data of customers.
  func useCustomers() async throws {
    let customer = "hotel"
    var (guest, room) = (PushedPerson<GuestFamily>(), PushedPlace<RoomFamily>())
    (guest.key, guest.name) = ("jane", "Jane Doe")
    (room.key, room.name) = ("4b", "Room 4B")
    var stay = PushedStay<ReservationFamily>()
    stay.key = "r1"
    stay.person.guestKey = "jane"
    stay.places.roomKeys = ["4b"]
    stay.endsAt = try Instant(iso8601: "2030-01-01T00:00:00Z")
    try await customers.pushData(customerKey: customer, guests: [guest], reservations: [stay], rooms: [room])
    let run = try await latchkey.customers.listRuns(customerKey: customer)[0]
    #expect(run.createdCount == 3 && run.refusedCount == 0)
    #expect(try await latchkey.customers.getRun(customerRunID: run.id).records == [])
    #expect(try await accessGrants.list(accessGrantKey: .value("r1"), customerKey: customer).count == 1)

    let rules = try await latchkey.customers.updateRules(accessMethods: .set([.mobileKey]), customerKey: customer)
    #expect(rules.ownRules == ["access_methods"])
    #expect(try await latchkey.customers.getRules(customerKey: customer).settings == rules.settings)
    let staff = latchkey.customers
    try await staff.createStaffMember(customerKey: customer, staffMemberKey: "max", name: "Max")
    try await staff.updateStaffMember(customerKey: customer, staffMemberKey: "max", phoneNumber: .set("+31622222222"))
    var data = CustomerData()
    data.customerKey = customer
    let portal = try await customers.createPortal(customerData: data)
    #expect(portal.customerKey == customer)
    let link = try await customers.reservations.createDeepLink(customerKey: customer, reservationKey: "r1")
    #expect(link.expiresAt >= portal.expiresAt && link.url != portal.url)
    let preview = try await latchkey.stays.import(
      customerKey: customer, document: DocumentText("stay_key,room,ends_at\nr2,4b,2030-01-01T00:00:00Z"), format: .csv,
      preview: true)
    #expect(preview.isPreview && preview.createdCount == 2)

    try await customers.deleteData(customerKey: customer, reservationKeys: ["r1"])
    try await customers.deleteData(customerKeys: [customer])
    #expect(try await spaces.list(customerKey: customer).isEmpty)
  }
}
