using System.Globalization;
using System.Numerics;

namespace Cql;

/// <summary>A <c>decimal</c> as the server has it: of any size, <c>Unscaled × 10^−Scale</c>.</summary>
/// <remarks>Two are equal when both parts are: 1.0 and 1.00 are not.</remarks>
/// <param name="Unscaled">The digits.</param>
/// <param name="Scale">How many of them stand behind the point; negative for zeros before it.</param>
public readonly record struct CqlDecimal(BigInteger Unscaled, int Scale)
{
    /// <inheritdoc/>
    public override string ToString()
        => Scale == 0 ? Unscaled.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Unscaled}E{-(long)Scale}");
}
