import Core
import Engine
import OpenID
import Operations
import SaltoKS
import Store

/// The second step of the composition: the background work, and the operations on top of it.
struct Machinery {
  let reconciler: Reconciler
  let intake: EntryIntake
  let player: ClockPlayer
  let accounts: ProviderAccounts
  let meter: CallMeter
  let deliverer: WebhookDeliverer
  let doors: RemoteDoors
  let readers: CardReaders
  let retention: Retention
  let auditHeads: AuditHeads
  let virtualClouds = VirtualClouds()
  let address: ServerAddress
  /// What this process works for.
  let claims: Claims
  let platform: Platform

  /// - Parameters:
  ///   - courier: sends events to webhooks.
  ///   - company: the provider of operators' company accounts. Nil for none.
  ///   - claims: what this process works for.
  init(
    on premises: Premises, _ settings: ServeSettings, courier: any WebhookTransport, company: OpenIDProvider?,
    claims: Claims = .ofSingleProcess()
  ) {
    self.claims = claims
    let (database, clocks, secrets) = (premises.database, premises.clocks, premises.secrets)
    let (deadlines, logger) = (settings.deadlines, settings.logger)
    reconciler = Reconciler(
      database: database, clocks: clocks, secrets: secrets, deadlines: deadlines, logger: logger)
    readers = CardReaders(database: database, clocks: clocks, claims: claims, logger: logger)
    intake = EntryIntake(
      database: database, clocks: clocks, deadlines: deadlines, readers: readers, logger: logger)
    player = ClockPlayer(
      database: database, clocks: clocks, reconciler: reconciler, intake: intake, deadlines: deadlines,
      claims: claims, logger: logger)
    let guests = GuestDirectory()
    let meter = CallMeter(clock: clocks.system)
    self.meter = meter
    accounts = ProviderAccounts(
      at: settings.tenants.map { $0.place(premises.clients, meter) }, database: database, seal: premises.seal,
      clocks: clocks, deadlines: deadlines, reconciler: reconciler, intake: intake, guests: guests,
      pins: ScenarioWorkspace.pins, scenario: premises.workspace?.file.workspaceID, claims: claims, logger: logger)
    deliverer = WebhookDeliverer(
      database: database, clock: clocks.system, secrets: secrets, transport: courier, claims: claims,
      logger: logger)
    doors = RemoteDoors(
      database: database, clocks: clocks, secrets: secrets, gateway: accounts, claims: claims, logger: logger)
    retention = Retention(
      database: database, clocks: clocks, life: settings.eventRetention, auditLife: settings.auditRetention,
      serverAuditLife: settings.serverAuditRetention ?? settings.auditRetention, claims: claims,
      logger: logger)
    auditHeads = AuditHeads(
      database: database, clock: clocks.system, receiver: settings.auditHeadReceiver, transport: courier,
      claims: claims, logger: logger)
    address = ServerAddress(settings.publicURL)
    platform = Platform(
      database: database, clocks: clocks, reconciler: reconciler, player: player,
      identifiers: premises.surroundings.identifiers,
      deadlines: deadlines, secrets: secrets, guests: guests, gateway: accounts, deliverer: deliverer, doors: doors,
      readers: readers,
      sandboxReset: SandboxReset(
        database: database, clocks: clocks, gateway: accounts, logger: logger),
      virtualClouds: virtualClouds, address: address, logger: logger,
      operatorSessionLife: settings.operatorSessionLife, company: company)
  }
}
