using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Tests.Common;

/// <summary>What docs/events.md says of the events is what they are.</summary>
public sealed class EventsDocumentTests
{
    private static readonly EventsDocument Document = new(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docs", "events.md")));

    private static readonly Dictionary<Type, string> Parts = new()
    {
        [typeof(Product)] = "Product",
        [typeof(OrderLine)] = "Line of an order",
        [typeof(OrderTotals)] = "Sums",
        [typeof(Address)] = "Address",
        [typeof(Package)] = "Package",
    };

    public static TheoryData<string> Events => [.. Types.Keys];

    private static Dictionary<string, Type> Types => typeof(MarketplaceEvents).GetCustomAttributesData()
        .Where(declared => declared.AttributeType == typeof(JsonSerializableAttribute))
        .Select(declared => (Type)declared.ConstructorArguments[0].Value!)
        .ToDictionary(type => type.GetCustomAttribute<AliasAttribute>()!.Alias);

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_described_with_all_its_members(string alias) => Assert.Equal(Members(Types[alias]), Document.Members(alias).Order());

    [Fact]
    public void Every_part_of_an_event_is_described_with_all_its_members()
    {
        foreach (var (type, section) in Parts)
            Assert.Equal(Members(type), Document.Members(section).Order());
    }

    [Fact]
    public void The_list_names_every_event_once_and_nothing_else() => Assert.Equal(Types.Keys.Order(), Document.Members("The events").Order());

    [Fact]
    public void What_is_a_part_of_events_is_money_a_plain_value_or_described()
    {
        var open = new Queue<Type>(Types.Values);
        while (open.TryDequeue(out var type))
        {
            foreach (var property in MarketplaceEvents.Default.GetTypeInfo(type)!.Properties)
            {
                var part = PartOf(property.PropertyType);
                if (part == typeof(Money) || part.IsEnum || part.Namespace == nameof(System))
                    continue;
                Assert.Contains(part, Parts.Keys);
                open.Enqueue(part);
            }
        }
    }

    [Fact]
    public void Every_value_of_a_status_is_named()
    {
        Assert.All(Enum.GetValues<ProductStatus>(), value => Assert.Contains(Document.Lines, line => Names(line, value)));
        Assert.All(Enum.GetValues<PackageStatus>(), value => Assert.Contains(Document.Lines, line => Names(line, value)));
    }

    private static bool Names<T>(string line, T value) where T : struct, Enum
        => line.StartsWith("| `status` |", StringComparison.Ordinal) && line.Contains($"`{JsonSerializer.Serialize(value).Trim('"')}`", StringComparison.Ordinal);

    private static Type PartOf(Type type) => Nullable.GetUnderlyingType(type)
        ?? (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GenericTypeArguments[0] : type);

    private static IEnumerable<string> Members(Type type) => MarketplaceEvents.Default.GetTypeInfo(type)!.Properties.Select(property => property.Name).Order();
}
