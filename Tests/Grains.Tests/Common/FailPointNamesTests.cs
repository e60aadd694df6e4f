using System.Text.RegularExpressions;
using Marketplace.Grains.Common;
using Marketplace.Tests.Shared;

namespace Marketplace.Grains.Tests.Common;

/// <summary>Each place to fail at is one that the real program is killed at, and that the architecture says what it leaves of.</summary>
public sealed partial class FailPointNamesTests
{
    [Fact]
    public void The_real_program_is_killed_at_each()
        => Assert.Equal(FailPointNames.All.Order(), Killed().Matches(Read("Tests/Crash.Tests/CheckoutCrashTests.cs")).Select(match => match.Groups["name"].Value).Order());

    [Fact]
    public void The_architecture_says_of_each_what_a_crash_there_leaves()
        => Assert.Equal(FailPointNames.All.Order(), Rows().Matches(Read("docs/architecture.md")).SelectMany(row => Names().Matches(row.Value)).Select(match => match.Groups["name"].Value).Order());

    private static string Read(string file) => File.ReadAllText(SolutionFolder.PathOf(file));

    [GeneratedRegex("\\(\"(?<name>[a-z.-]+)\", (Common|Rare)\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Killed();

    [GeneratedRegex(@"^\| `(cart|order)\.[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<name>[a-z.-]+)`")]
    private static partial Regex Names();
}
