using System.Globalization;

namespace Marketplace.ReadModels.Orders;

/// <summary>Amounts as they are kept: exact, as text.</summary>
internal static class Amounts
{
    public static string Format(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static decimal Parse(string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture);

    /// <summary>A sum; where it is beyond what a decimal holds, the largest one: a list must not stop at it.</summary>
    public static decimal Add(decimal left, decimal right)
    {
        try
        {
            return left + right;
        }
        catch (OverflowException)
        {
            return right > 0 ? decimal.MaxValue : decimal.MinValue;
        }
    }
}
