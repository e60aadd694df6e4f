using System.Diagnostics;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>
/// The marketplace as its next version might be: the same sources with a field added to contracts of orders and to what an order stores, and a
/// method added to the order's interface, which carts call and which so has the next version. Published to a folder of its own.
/// </summary>
internal sealed class NextBuild : IAsyncDisposable
{
    /// <summary>What orders say of themselves that were placed by it.</summary>
    public const string Channel = "next";

    // By what each is found, and what is put in its place. A source that is not as it was when this was written fails the build, and this says where.
    private static readonly (string File, string Was, string Is)[] Edits =
    [
        ("Grains.Interfaces/Orders/IOrderGrain.cs", "[Version(2)]", "[Version(3)]"),
        ("Grains.Interfaces/Orders/IOrderGrain.cs", "    /// <summary>Awaits what a running", """
                /// <summary>As <see cref="CheckoutAsync"/>, and notes the channel.</summary>
                [Alias("CheckoutBy")]
                Task<Outcome<OrderView>> CheckoutByAsync(string channel, PlaceOrder command);

                /// <summary>Awaits what a running
            """),
        ("Grains.Interfaces/Orders/PlaceOrder.cs", "    [Id(8)]", "    [Id(10)] public string? Channel { get; init; }\n\n    /// <summary>…</summary>\n    [Id(8)]"),
        ("Grains.Interfaces/Orders/OrderView.cs", "    [Id(15)]", "    [Id(19)] public string? Channel { get; init; }\n\n    /// <summary>…</summary>\n    [Id(15)]"),
        ("Grains/Orders/OrderState.cs", "    [Id(8)]", "    [Id(12)] public string WrittenBy { get; init; } = \"next\";\n\n    [Id(8)]"),
        ("Grains/Orders/OrderGrain.cs", "    public async Task<Outcome<OrderView>> CheckoutAsync(", """
                public Task<Outcome<OrderView>> CheckoutByAsync(string channel, PlaceOrder command) => CheckoutAsync(command with { Channel = channel });

                public async Task<Outcome<OrderView>> CheckoutAsync(
            """),
        ("Grains/Orders/Decisions/OrderViews.cs", "            PlacedAt = state.PlacedAt,", "            PlacedAt = state.PlacedAt,\n            Channel = placed.Channel,"),
        ("Grains/Carts/CartCheckout.cs", ".CheckoutAsync(new PlaceOrder", $".CheckoutByAsync(\"{Channel}\", new PlaceOrder"),
        ("Api/Endpoints/Orders/OrderReply.cs", "    /// <param name=\"order\">The order.</param>", "    /// <summary>…</summary>\n    public string? Channel { get; init; }\n\n    /// <param name=\"order\">The order.</param>"),
        ("Api/Endpoints/Orders/OrderReply.cs", "        Reason = order.Reason,", "        Reason = order.Reason,\n        Channel = order.Channel,"),
    ];

    private static readonly string[] Needed =
    [
        "Api", "Grains", "Grains.Interfaces", "Payments.Sandbox", "Providers", "ReadModels", "Silo",
        "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json", "nuget.config", ".editorconfig", "Orleans.sln",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-next-").FullName;

    private NextBuild()
    {
    }

    /// <summary>A folder with <c>Silo</c> and <c>Api</c> in it.</summary>
    public string Programs => Path.Combine(_folder, "programs");

    /// <summary>Makes it: two minutes.</summary>
    public static async Task<NextBuild> MakeAsync()
    {
        var build = new NextBuild();
        try
        {
            await build.RunAsync("tar", ["-c", "--exclude=bin", "--exclude=obj", "-f", "sources.tar", "-C", SolutionFolder.Path, .. Needed]);
            await build.RunAsync("tar", ["-x", "-f", "sources.tar"]);
            foreach (var (file, was, becomes) in Edits)
                await build.EditAsync(file, was, becomes);
            foreach (var program in (string[])["Silo", "Api"])
                await build.RunAsync("dotnet", ["publish", program, "-c", "Release", "-o", Path.Combine(build.Programs, program)]);
            return build;
        }
        catch
        {
            await build.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task EditAsync(string file, string was, string becomes)
    {
        var path = Path.Combine(_folder, file);
        var source = await File.ReadAllTextAsync(path);
        Assert.True(source.Split(was).Length == 2, $"'{was}' is not once in {file}.");
        await File.WriteAllTextAsync(path, source.Replace(was, becomes, StringComparison.Ordinal));
    }

    private async Task RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");
    }
}
