"""The subcommands of `searchapp`: each module adds its own and runs them."""
