using System.Globalization;

namespace Cql;

/// <summary>A <c>duration</c>: three counts that are kept apart, since a month has no fixed number of days, nor a day one of hours.</summary>
public readonly record struct CqlDuration
{
    /// <summary>Makes one of counts of the same sign.</summary>
    /// <exception cref="ArgumentException">One is positive and one negative.</exception>
    public CqlDuration(int months, int days, long nanoseconds)
    {
        if (!HaveOneSign(months, days, nanoseconds))
            throw new ArgumentException($"The parts of a duration have one sign, and {months} months, {days} days, {nanoseconds} ns have not.", nameof(nanoseconds));
        (Months, Days, Nanoseconds) = (months, days, nanoseconds);
    }

    /// <summary>Months.</summary>
    public int Months { get; }

    /// <summary>Days.</summary>
    public int Days { get; }

    /// <summary>Nanoseconds; may be more than a day.</summary>
    public long Nanoseconds { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var isNegative = Months < 0 || Days < 0 || Nanoseconds < 0;
        return string.Create(CultureInfo.InvariantCulture, $"{(isNegative ? "-" : "")}{Math.Abs((long)Months)}mo{Math.Abs((long)Days)}d{Int128.Abs(Nanoseconds)}ns");
    }

    internal static bool HaveOneSign(int months, int days, long nanoseconds)
        => (months >= 0 && days >= 0 && nanoseconds >= 0) || (months <= 0 && days <= 0 && nanoseconds <= 0);
}
