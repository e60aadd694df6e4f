using System.CommandLine;

namespace Marketplace.LoadTests.Commands;

/// <summary>The program's command line: one command a scenario.</summary>
internal sealed class LoadTestsCommand : RootCommand
{
    public LoadTestsCommand(TimeProvider time)
        : base("Load tests of the marketplace over HTTP.") => Subcommands.Add(new OnlineMarketplaceCommand(time));
}
