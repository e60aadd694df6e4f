namespace Cql;

/// <summary>A value of a user-defined type by the names of its fields, for programs that have no class for it.</summary>
/// <remarks>Not safe for use by two threads while it is changed.</remarks>
public sealed class CqlUdtValue
{
    private readonly Dictionary<string, object?> _fields = new(StringComparer.Ordinal);

    /// <summary>The fields that are set.</summary>
    public IReadOnlyDictionary<string, object?> Fields => _fields;

    /// <summary>A field: what is not set is null.</summary>
    /// <param name="field">Its name, exactly as the schema has it.</param>
    public object? this[string field]
    {
        get => _fields.GetValueOrDefault(field);
        set => _fields[field] = value;
    }
}
