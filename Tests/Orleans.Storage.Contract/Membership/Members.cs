using System.Net;

namespace Orleans.Storage.Contract;

/// <summary>Members, and what tests do with them.</summary>
internal static class Members
{
    // Stores keep a time to the millisecond at least.
    internal static readonly DateTime Start = new(2026, 3, 1, 12, 30, 15, 987, DateTimeKind.Utc);

    internal static SiloAddress Address(int number, IPAddress? host = null) =>
        SiloAddress.New(new IPEndPoint(host ?? IPAddress.Parse($"10.1.{number / 250}.{(number % 250) + 1}"), 11_111), 1_000_000 + number);

    internal static MembershipEntry Member(int number, SiloStatus status = SiloStatus.Joining) => new()
    {
        SiloAddress = Address(number),
        Status = status,
        ProxyPort = 30_000 + number,
        HostName = $"host-{number}",
        SiloName = $"silo-{number}",
        RoleName = $"role-{number}",
        UpdateZone = number,
        FaultZone = number + 1,
        StartTime = Start.AddSeconds(number),
        IAmAliveTime = Start.AddSeconds(number + 1),
    };

    /// <summary>Inserts a member on the table's version of now.</summary>
    internal static async Task InsertAsync(this IMembershipTable table, MembershipEntry entry) =>
        Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync(Token)).Version.Next(), Token), "The row was not inserted.");

    /// <summary>Updates a member on the table's version and the row's ETag of now.</summary>
    internal static async Task UpdateAsync(this IMembershipTable table, MembershipEntry entry)
    {
        var data = await table.ReadRowAsync(entry.SiloAddress, Token);
        Assert.True(await table.UpdateRowAsync(entry, Assert.Single(data.Members).Item2, data.Version.Next(), Token), "The row was not updated.");
    }

    internal static async Task<string> ETagOfAsync(this IMembershipTable table, MembershipEntry entry) =>
        Assert.Single((await table.ReadRowAsync(entry.SiloAddress, Token)).Members).Item2;

    internal static void AssertSame(MembershipEntry expected, MembershipEntry actual)
    {
        Assert.Equal(
            (expected.SiloAddress, expected.Status, expected.ProxyPort, expected.HostName, expected.SiloName, expected.StartTime, expected.IAmAliveTime),
            (actual.SiloAddress, actual.Status, actual.ProxyPort, actual.HostName, actual.SiloName, actual.StartTime, actual.IAmAliveTime));
        Assert.Equal((expected.RoleName, expected.UpdateZone, expected.FaultZone), (actual.RoleName, actual.UpdateZone, actual.FaultZone));
        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (actual.StartTime.Kind, actual.IAmAliveTime.Kind));
        Assert.Equal(expected.SuspectTimes ?? [], actual.SuspectTimes ?? []);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
