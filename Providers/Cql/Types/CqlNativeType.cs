using System.Collections.Frozen;

namespace Cql;

/// <summary>A type without parts, for instance <c>int</c>.</summary>
public sealed record CqlNativeType : CqlType
{
    private static readonly FrozenDictionary<CqlTypeCode, CqlNativeType> All = Enum.GetValues<CqlTypeCode>()
        .Where(code => code is > CqlTypeCode.Custom and < CqlTypeCode.List)
        .ToFrozenDictionary(code => code, code => new CqlNativeType(code));

    private CqlNativeType(CqlTypeCode code) : base(code) { }

    /// <inheritdoc/>
    public override string ToString() => Code.ToString().ToLowerInvariant();

    internal static new CqlNativeType Of(CqlTypeCode code)
        => All.TryGetValue(code, out var type) ? type : throw new ArgumentException($"{code} is not a type without parts.", nameof(code));
}
