using Cql.Protocol;

namespace Cql.Statements;

/// <summary>The values of a request, encoded.</summary>
internal interface IValueWriter
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>Writes each with its length, −1 for null, −2 for unset.</summary>
    void WriteTo(WireBuffer body);
}
