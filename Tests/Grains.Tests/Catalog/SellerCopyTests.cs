using System.Collections.Immutable;
using CsCheck;
using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Catalog;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class SellerCopyTests
{
    private static readonly ImmutableArray<string> Ids = ["a", "b", "c"];

    private static readonly Gen<(int Action, int Product, int Choice)[]> Steps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, Ids.Length - 1], Gen.Int[0, 6]).Array[0, 60];

    [Fact]
    public void It_answers_what_it_holds()
    {
        var (catalog, copy) = (new CatalogUnderTest(), new SellerCopy());
        catalog.Put("a");

        Assert.Null(copy.Find(["a"]));
        Assert.True(copy.TryTake(catalog.Slice("a"), out var added));

        Assert.Equal(1, added);
        Assert.Equal(catalog.Slice("a").Products, copy.Find(["a"])?.Products);
        Assert.Null(copy.Find(["a", "b"]));
    }

    [Fact]
    public void What_it_forgot_is_loaded_anew_and_not_from_before_what_it_knew()
    {
        var (catalog, copy) = (new CatalogUnderTest(), new SellerCopy());
        catalog.Put("a");
        var old = catalog.Slice("a");
        catalog.ChangePrice("a", 11m);
        Assert.True(copy.TryTake(catalog.Slice("a"), out _));

        copy.Forget();

        Assert.Null(copy.Find(["a"]));
        Assert.False(copy.TryTake(old, out _));
        Assert.True(copy.TryTake(catalog.Slice("a"), out _));
        Assert.Equal(11m, copy.Find(["a"])?.Products[0].Price.Amount);
    }

    [Fact]
    public void A_load_that_an_applied_change_is_missing_in_is_refused()
    {
        var (catalog, copy) = (new CatalogUnderTest(), new SellerCopy());
        catalog.Put("a");
        var slow = catalog.Slice("a");
        copy.Apply(catalog.ChangePrice("a", 11m).Value!);

        Assert.False(copy.TryTake(slow, out _));
        Assert.Null(copy.Find(["a"]));
    }

    [Fact]
    public void Two_loads_of_two_revisions_answer_only_when_the_events_between_are_applied()
    {
        var (catalog, copy) = (new CatalogUnderTest(), new SellerCopy());
        catalog.Put("a");
        copy.TryTake(catalog.Slice("a"), out _);
        var changed = catalog.ChangePrice("a", 11m).Value!;
        var put = catalog.Put("b").Value!;
        copy.TryTake(catalog.Slice("b"), out _);

        copy.Apply(changed);
        Assert.Null(copy.Find(["b"]));
        copy.Apply(put);
        Assert.Equal([changed, put], copy.Find(["a", "b"])?.Products);
    }

    [Fact]
    public void A_seller_with_more_products_than_it_may_hold_starts_again()
    {
        var copy = new SellerCopy();
        var catalog = new CatalogUnderTest();
        var product = catalog.Put("a").Value!;
        copy.TryTake(new(1, [product]), out _);

        copy.TryTake(new(1, [.. Enumerable.Range(0, SellerCopy.MaxProducts).Select(i => product with { ProductId = $"p{i}" })]), out _);

        Assert.Null(copy.Find(["a"]));
        Assert.NotNull(copy.Find(["p1"]));
    }

    /// <summary>A seller changes products; events are applied in order, some time later; loads are taken when the catalogue is ahead or in step.</summary>
    [Fact]
    public void Every_answer_is_the_catalogue_as_it_was_at_one_revision_and_none_is_older_than_the_last() => Steps.Sample(
        steps =>
        {
            var (catalog, copy) = (new CatalogUnderTest(), new SellerCopy());
            var history = new List<CatalogSlice> { catalog.Slice([.. Ids]) };
            var coming = new Queue<Product>();
            var loads = new Queue<CatalogSlice>();
            var answered = 0L;
            foreach (var (action, product, choice) in steps)
            {
                switch (action)
                {
                    case 0:
                        coming.Enqueue(catalog.Put(Ids[product], choice).Value!);
                        history.Add(catalog.Slice([.. Ids]));
                        break;
                    case 1 when coming.TryDequeue(out var change):
                        copy.Apply(change);
                        break;
                    case 2:
                        loads.Enqueue(catalog.Slice(choice < 3 ? [Ids[product]] : [.. Ids]));
                        break;
                    case 3 when loads.TryDequeue(out var load):
                        copy.TryTake(load, out _);
                        break;
                }

                foreach (var id in Ids)
                    Check(copy.Find([id]));
                Check(copy.Find(Ids));
            }

            void Check(CatalogSlice? answer)
            {
                if (answer is null)
                    return;
                Assert.True(answer.Revision >= answered);
                answered = answer.Revision;
                var then = history[(int)answer.Revision].Products;
                Assert.All(answer.Products, product => Assert.Contains(product, then));
            }
        },
        iter: 5_000);
}
