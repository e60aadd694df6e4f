namespace Marketplace.Grains.Tests.Common;

/// <summary>The document that describes events for other programs.</summary>
internal sealed class EventsDocument
{
    private readonly ILookup<string, string> _members;

    public EventsDocument(IReadOnlyList<string> lines)
    {
        Lines = lines;
        var section = "";
        var members = new List<(string Section, string Name)>();
        foreach (var line in lines)
        {
            if (line.StartsWith('#'))
                section = line.TrimStart('#', ' ').Trim('`');
            else if (line.StartsWith("| `", StringComparison.Ordinal))
                members.Add((section, line.Split('`')[1]));
        }

        _members = members.ToLookup(member => member.Section, member => member.Name);
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>What a section's table names, in its order.</summary>
    public IEnumerable<string> Members(string section) => _members[section];
}
