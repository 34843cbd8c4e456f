import Core
import Synchronization
import Wire

@testable import Engine

/// An in-memory site that changes only when a test changes it. Tests can break its stream of entries.
final class QuietSite: Provider {
  struct State: Sendable {
    var locks: [ObservedLock] = []
    var groups: [ObservedAccessGroup] = []
    var users: [ObservedUser] = []
    var tags: [Tag] = []
    var entries: [ObservedEntry] = []
    var seatsUsed = 1
    /// Whether forgetting a login never ends.
    var keepsLogin = false
    /// Whether the list of people is kept back until ``letGo()``.
    var keepsPeople = false
    /// Why the list of people cannot be read. Nil if it can.
    var peopleFault: ProviderFault?
  }

  let id = ExternalID<ProviderSite>("site")
  let state = Mutex(State())
  /// Yields for each reading of the list of entries.
  let readings: AsyncStream<Void>
  private let read: AsyncStream<Void>.Continuation
  private let stream: AsyncStream<ObservedEntry>
  private let line: AsyncStream<ObservedEntry>.Continuation
  private let askedForLogin = Signal()
  private let never = Signal()
  private let freed = Signal()

  /// - Parameter doors: The number of locks. Ten share an IQ and a group.
  init(doors: Int) {
    (readings, read) = AsyncStream<Void>.makeStream()
    (stream, line) = AsyncStream<ObservedEntry>.makeStream()
    state.withLock { state in
      state.locks = (0..<doors).map { number in
        ObservedLock(
          id: ExternalID("lock \(number)"), name: "Door \(number)", batteryLevel: "fresh", lockType: "escutcheon_pin",
          lockedState: "locked", isOnline: true, isPrivacyMode: false, isLeftOpenAlarm: false, isIntrusionAlarm: false,
          iq: ObservedIQ(id: ExternalID("iq \(number / 10)"), isOnline: true))
      }
      state.groups = stride(from: 0, to: doors, by: 10).map { first in
        ObservedAccessGroup(
          id: ExternalID("group \(first)"), name: "Floor \(first)",
          locks: state.locks[first..<min(first + 10, doors)].map(\.id), hours: .always)
      }
      state.users = (0..<5).map { number in
        ObservedUser(
          siteUser: ExternalID("user \(number)"), person: ExternalID("person \(number)"),
          profile: UserProfile(
            fullName: "Person \(number)", reference: "", emailAddress: nil, mayHoldMobileKey: false, mayUsePin: false),
          isSubscribed: true, isBlocked: false)
      }
      state.tags = [Tag(id: ExternalID("tag"), number: "0001")]
    }
  }

  /// Ends the stream. It does not reopen.
  func breakStream() { line.finish() }

  func site(_ site: ExternalID<ProviderSite>) async throws(ProviderFault) -> ObservedSite {
    ObservedSite(
      id: id, name: "Site", timeZone: "Europe/Amsterdam", seats: 50, seatsUsed: state.withLock(\.seatsUsed),
      isSubscriptionValid: true, acceptsPins: true, acceptsMobileKeys: true)
  }
  func forgetLogin() async {
    askedForLogin.set()
    if state.withLock(\.keepsLogin) { await never.wait(upTo: .seconds(3600)) }
  }

  /// Waits until the site is to forget a login.
  func loginWasAsked() async { await askedForLogin.wait(upTo: .seconds(3600)) }

  func sites() async throws(ProviderFault) -> [ObservedSite] { [try await site(id)] }
  func accessGroups(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedAccessGroup] {
    state.withLock(\.groups)
  }
  func users(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedUser] {
    // The signal may be left from an earlier time, when nobody waited for it.
    while state.withLock(\.keepsPeople), !Task.isCancelled { await freed.wait(upTo: .seconds(3600)) }
    if let fault = state.withLock(\.peopleFault) { throw fault }
    return state.withLock(\.users)
  }

  /// Gives out the list of people that was kept back.
  func letGo() {
    state.withLock { $0.keepsPeople = false }
    freed.set()
  }
  func letsPinsBeChosen(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool { true }
  func tags(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [Tag] { state.withLock(\.tags) }
  func members(
    of group: ExternalID<ProviderAccessGroup>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> [ExternalID<ProviderPerson>] { state.withLock { $0.users.map(\.person) } }
  func isThere(_ part: SitePart, at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool { true }
  func standing(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> SiteStanding { .administrator }
  func iqZones(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ExternalID<ProviderIQ>: String] {
    [:]
  }
  func locks(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedLock] {
    state.withLock(\.locks)
  }

  func entries(
    of site: ExternalID<ProviderSite>, from continuation: ObservedEntries.Continuation?
  ) async throws(ProviderFault) -> ObservedEntries {
    read.yield()
    return ObservedEntries(state.withLock(\.entries), next: nil)
  }

  func followEntries(
    of site: ExternalID<ProviderSite>, _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws(ProviderFault) {
    await receive(.opened)
    for await entry in stream { await receive(.entry(entry)) }
    throw .refused(Refusal(.notAllowed, "There is no stream any more"))
  }

  func perform(_ call: ProviderCall, at site: ExternalID<ProviderSite>) async -> Outcome {
    .refused(Refusal(.notAllowed, "Nothing is asked for at a quiet site"))
  }
  func perform(_ call: GroupCall, at site: ExternalID<ProviderSite>) async -> Outcome {
    .refused(Refusal(.notAllowed, "Nothing is asked for at a quiet site"))
  }
  func move(
    _ lock: ExternalID<ProviderLock>, _ movement: LockMovement, code: String?, at site: ExternalID<ProviderSite>,
    under permit: MovementPermit
  ) async -> Outcome { .done(.moved) }
  func codeSecret(
    of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> String { "" }
  func sendCodePin(of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>) async throws(ProviderFault) {}
  func activateCodes(
    of iq: ExternalID<ProviderIQ>, by code: String, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) {}
}
