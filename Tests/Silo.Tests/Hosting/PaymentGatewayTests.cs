using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Silo.Tests.Hosting;

/// <summary>Which payment gateway a process gets.</summary>
public sealed class PaymentGatewayTests : IDisposable
{
    private const string Gateway = "Marketplace:Payments:Gateway";
    private const string Url = "Marketplace:Payments:Url";
    private const string Books = "Marketplace:Payments:Sandbox:Directory";

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-payments-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_in_the_process_when_nothing_is_said()
    {
        var configuration = Configured((DataDirectory.Key, _folder));
        using var data = DataDirectory.Open(configuration);
        using var services = new ServiceCollection().AddPaymentGateway(configuration, data).BuildServiceProvider();

        Assert.Same(services.GetRequiredService<IPaymentGateway>(), services.GetRequiredService<ISandboxGateway>());
        Assert.True(Directory.Exists(Path.Combine(_folder, "payments")));
    }

    [Fact]
    public void Its_books_are_where_they_are_configured()
    {
        var books = Path.Combine(_folder, "books");
        var configuration = Configured((DataDirectory.Key, _folder), (Books, books));
        using var data = DataDirectory.Open(configuration);
        using var services = new ServiceCollection().AddPaymentGateway(configuration, data).BuildServiceProvider();

        services.GetRequiredService<IPaymentGateway>();

        Assert.True(Directory.Exists(books));
        Assert.False(Directory.Exists(Path.Combine(_folder, "payments")));
    }

    [Fact]
    public async Task A_process_that_keeps_nothing_asks_a_service()
    {
        var configuration = Configured((Gateway, "sandboxservice"), (Url, "http://127.0.0.1:1"));
        await using var services = new ServiceCollection().AddPaymentGateway(configuration, data: null).BuildServiceProvider();

        await Assert.ThrowsAsync<HttpRequestException>(() => services.GetRequiredService<IPaymentGateway>().FindAsync("order-1"));
    }

    [Fact]
    public void A_process_that_keeps_nothing_keeps_no_books()
    {
        var refused = Refused(Configured());

        Assert.Equal(Gateway, refused.Key);
        Assert.Contains("SandboxService", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:5003")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:5003/payments")]
    [InlineData("http://127.0.0.1:5003/?a=b")]
    [InlineData("http://user@127.0.0.1:5003")]
    [InlineData("http://")]
    public void A_services_address_is_wanted_and_nothing_else(string url)
        => Assert.Equal(Url, Refused(Configured((Gateway, "SandboxService"), (Url, url))).Key);

    [Fact]
    public void An_address_without_a_service_is_refused()
        => Assert.Equal(Url, Refused(Configured((Url, "http://127.0.0.1:5003"))).Key);

    [Fact]
    public void What_is_the_services_to_know_is_refused()
        => Assert.Equal(Books, Refused(Configured((Gateway, "SandboxService"), (Url, "http://127.0.0.1:5003"), (Books, _folder))).Key);

    private static ConfigurationRefusedException Refused(IConfiguration configuration)
        => Assert.Throws<ConfigurationRefusedException>(() => new ServiceCollection().AddPaymentGateway(configuration, data: null));

    private static IConfiguration Configured(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
