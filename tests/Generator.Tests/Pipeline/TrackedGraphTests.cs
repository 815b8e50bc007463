using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Tests.Support;
using Xunit;
using Xunit.Sdk;

namespace NormGen.Generator.Tests.Pipeline;

/// <summary>The walk over the pipeline's values finds what it looks for, however deep it is hidden.</summary>
public sealed class TrackedGraphTests
{
    private static readonly Compilation Compilation = TestProject.Default.Compile("internal class C { }");

    [Fact]
    public void Finds_a_symbol_in_a_private_field_of_a_nested_value() =>
        Refuses(new { Name = "C", Inner = new Holder(Compilation.GetTypeByMetadataName("C")!) });

    [Fact]
    public void Finds_a_compilation_behind_an_array_of_objects() => Refuses(new object[] { 1, new object[] { Compilation } });

    [Fact]
    public void Finds_a_location_that_a_closure_holds()
    {
        var location = Compilation.SyntaxTrees.Single().GetRoot(TestContext.Current.CancellationToken).GetLocation();

        Refuses(() => location.IsInSource);
    }

    [Fact]
    public void Finds_a_node_and_a_tree()
    {
        Refuses(Compilation.SyntaxTrees.Single());
        Refuses(Compilation.SyntaxTrees.Single().GetRoot(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Accepts_values() => TrackedGraph.RequireValuesOnly(["text", 1, new[] { 1.5 }, new { Name = "C", Numbers = new[] { 1, 2 } }]);

    private static void Refuses(object value) => Assert.ThrowsAny<XunitException>(() => TrackedGraph.RequireValuesOnly([value]));

    private static void Refuses(System.Func<bool> value) => Refuses((object)value);

    private sealed class Holder(ISymbol symbol)
    {
        public override string ToString() => symbol.Name;
    }
}
