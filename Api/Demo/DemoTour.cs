namespace Marketplace.Api.Demo;

/// <summary>What to try with the demo shop.</summary>
internal static class DemoTour
{
    public static string Text(string api) =>
        $$$$"""
           try a purchase
             curl '{{{{api}}}}/v1/products?category=light'
             curl -X POST {{{{api}}}}/v1/carts -H 'Content-Type: application/json' -H 'Idempotency-Key: my-cart' -d '{"customerId":"{{{{DemoShop.Customer}}}}"}'
             CART=<the cartId that came back>
             curl -X PUT {{{{api}}}}/v1/carts/$CART/items/{{{{DemoShop.Seller}}}}/{{{{DemoShop.Product}}}} -H 'Content-Type: application/json' -d '{"quantity":2}'
             curl -X POST {{{{api}}}}/v1/carts/$CART/checkout -H 'Content-Type: application/json' -H 'Idempotency-Key: my-order' -d '{
               "address": {"name":"Ana Lima","street":"Avenida Central 7","city":"Curitiba"},
               "payment": {"type":"card","card":{"number":"4242 4242 4242 4242","holder":"Ana Lima","expiry":"1230"}}}'
             curl '{{{{api}}}}/v1/orders?customerId={{{{DemoShop.Customer}}}}'
             curl {{{{api}}}}/v1/sellers/{{{{DemoShop.Seller}}}}/dashboard
           4000 0000 0000 0002 is declined, 4000 0000 0000 0119 is decided a little later.

         """;
}
