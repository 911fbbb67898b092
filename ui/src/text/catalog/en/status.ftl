### status.ts

status-names-pending = Pending
status-names-processing = Processing
status-names-finished = Finished
status-names-failed = Failed
status-names-active = Active
status-names-inactive = Paused
status-names-cancelled = Cancelled
status-progress-processing = Processing { $percent }
stage-names-waiting = Waiting for its turn
stage-names-preparing = Preparing
stage-names-exporting = Exporting
stage-names-publishing = Finishing the file
stage-names-delivering = Delivering
trigger-names-scheduled = on schedule
trigger-names-catch-up = caught up
trigger-names-retry = retry
