export { type BackupOptions, backup } from './archive/backup.ts';
export type { BackedUpStream, BackupContents } from './archive/backup-format.ts';
export type { StreamChoice } from './archive/choose-streams.ts';
export {
  describeBackup,
  describeMigration,
  describeProgress,
  describeRestore,
} from './archive/describe-archive.ts';
export { type BackupInspection, inspectBackup } from './archive/inspect-backup.ts';
export { type MigrateOptions, migrate } from './archive/migrate.ts';
export type { ArchiveProgress, OnProgress } from './archive/progress.ts';
export { type RestoreOptions, restore } from './archive/restore.ts';
export type { RestoredStream } from './archive/restore-stream.ts';
export type { MigratedStream } from './archive/stream-migration.ts';
export { describeDiagnosis } from './doctor/describe-diagnosis.ts';
export {
  type Diagnosis,
  doctor,
  type ServerPatient,
  type StorePatient,
} from './doctor/doctor.ts';
export type { Finding, FindingId, Severity } from './doctor/finding.ts';
export { createMonitor, type Monitor, type MonitorOptions } from './monitor/create-monitor.ts';
export type {
  AccountDetail,
  ConnectionInfo,
  Connz,
  Healthz,
  JetStreamSettings,
  JetStreamStats,
  Jsz,
  RouteInfo,
  Routez,
  StreamDetail,
  Subsz,
  Varz,
} from './monitor/monitor-answers.ts';
export { prometheusContentType, prometheusText } from './monitor/prometheus-text.ts';
export type { Credential } from './permissions/credential.ts';
export {
  type PermissionOptions,
  type PermissionStrength,
  type Permissions,
  permissionsFor,
} from './permissions/permissions-for.ts';
export type { Role } from './permissions/role-needs.ts';
export type { ImportedSubject, RolePermissions } from './permissions/role-permissions.ts';
export type { ApplyOptions, ApplyResult, StepOutcome } from './streams/apply-plan.ts';
export { describePlan, describeResult } from './streams/describe-plan.ts';
export type { FeatureStatus } from './streams/feature-status.ts';
export type { PurgeConditions, StreamPurge } from './streams/purge-stream.ts';
export { createStreamManager, type StreamManager } from './streams/stream-manager.ts';
export type {
  ChangeStep,
  ConflictStep,
  CreateStep,
  PlanStep,
  SettingChange,
  StreamConflict,
  StreamPlan,
  UnchangedStep,
} from './streams/stream-plan.ts';
export type { StreamStatus } from './streams/stream-status.ts';
