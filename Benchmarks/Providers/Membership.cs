using System.Net;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Providers;

/// <summary>
/// The members of a cluster of 30 silos: a row changed as silos do, which read it for its ETag and the table's version first; all of them read; and
/// heartbeats. <c>membership ROUNDS SECONDS STORE=WHERE…</c>
/// </summary>
internal static class Membership
{
    private const int Silos = 30;
    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    internal static async Task RunAsync(string[] args)
    {
        var settings = Settings.Parse(args);
        settings = settings with { Stores = [.. settings.Stores.Where(store => store.HasMembers)] };
        await using var contest = await Contest<IMembershipTable>.OpenAsync(settings, OpenAsync);
        await contest.CompareAsync("read a row, update it", 1, (table, silo) => Task.FromResult<IDeed>(new Updating(table, silo)));
        foreach (var callers in (int[])[1, Silos])
        {
            await contest.CompareAsync("read all", callers, (table, _) => Task.FromResult<IDeed>(new ReadingAll(table)));
            await contest.CompareAsync("heartbeat", callers, (table, silo) => Task.FromResult<IDeed>(new Beating(table, silo)));
        }
    }

    private static async Task<IMembershipTable> OpenAsync(IServiceProvider services)
    {
        var table = services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, CancellationToken.None);
        for (var silo = 0; silo < Silos; silo++)
        {
            var version = (await table.ReadAllAsync(CancellationToken.None)).Version;
            Expect(await table.InsertRowAsync(Member(silo), version.Next(), CancellationToken.None));
        }

        return table;
    }

    private static MembershipEntry Member(int silo) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Parse($"10.1.1.{silo + 1}"), 11_111), 1_000_000 + silo),
        Status = SiloStatus.Active,
        ProxyPort = 30_000,
        HostName = $"host-{silo}",
        SiloName = $"silo-{silo}",
        StartTime = Start,
        IAmAliveTime = Start,
    };

    private static void Expect(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("The table is not as this program left it.");
    }

    private sealed class Updating(IMembershipTable table, int silo) : IDeed
    {
        private readonly MembershipEntry _member = Member(silo);

        public async ValueTask DoAsync()
        {
            var data = await table.ReadRowAsync(_member.SiloAddress, CancellationToken.None);
            Expect(await table.UpdateRowAsync(_member, data.Members[0].Item2, data.Version.Next(), CancellationToken.None));
        }
    }

    private sealed class ReadingAll(IMembershipTable table) : IDeed
    {
        public async ValueTask DoAsync() => Expect((await table.ReadAllAsync(CancellationToken.None)).Members.Count == Silos);
    }

    private sealed class Beating(IMembershipTable table, int silo) : IDeed
    {
        private readonly MembershipEntry _member = Member(silo);

        public async ValueTask DoAsync()
        {
            _member.IAmAliveTime += TimeSpan.FromMilliseconds(1);
            await table.UpdateIAmAliveAsync(_member, CancellationToken.None);
        }
    }
}
