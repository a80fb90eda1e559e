export {
  type BackupFileOptions,
  backupToFile,
  inspectBackupFile,
  type RestoreFileOptions,
  restoreFromFile,
} from './archive/backup-file.ts';
