using System.CommandLine;
using System.CommandLine.Invocation;
using Marketplace.LoadTests.Commands;

// Signals are the commands' own affair: they end the load and still report.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
var parsed = new LoadTestsCommand(TimeProvider.System).Parse(args);
// What is wrong is one sentence, which a page of help would bury.
if (parsed.Action is ParseErrorAction error) error.ShowHelp = false;
return await parsed.InvokeAsync(configuration);
