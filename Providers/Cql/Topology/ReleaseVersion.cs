using System.Globalization;
using System.Text.RegularExpressions;

namespace Cql.Topology;

/// <summary>Reads what servers say of their version, for instance <c>5.0.8</c> or <c>4.1-beta1</c>.</summary>
internal static partial class ReleaseVersion
{
    /// <summary>The major and the minor number; null when it does not begin with these.</summary>
    public static Version? Parse(string text) => Beginning.Match(text) is { Success: true } match
        ? new Version(Number(match.Groups["major"]), Number(match.Groups["minor"]))
        : null;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<major>[0-9]{1,4})\.(?<minor>[0-9]{1,4})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning { get; }
}
