### Words about runs, wherever they are shown.

runs-show = Show
runs-download = Download
runs-open-settings = Open settings
runs-open-connections = Open connections
runs-cancel = Cancel
runs-hide = Hide
runs-finished = “{ $name }” is ready
runs-failed = “{ $name }” failed
runs-undelivered = “{ $name }” is ready, delivery failed
runs-cancelled = “{ $name }” was cancelled
runs-progress = Progress of { $name }
runs-cancel-named = Cancel { $name }
runs-hide-named = Hide { $name }; it goes on
runs-dismiss-named = Dismiss: { $name }
runs-left = { $duration } left
runs-on-cluster = on the cluster: { $stagesDone } of { $stages } stages, { $tasksDone } of { $tasks } tasks
