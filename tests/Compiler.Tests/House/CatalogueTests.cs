using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator;
using NormGen.Generator.Isas;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.House;

/// <summary>Every value of every axis has a definition, and the definition has a file of its own.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_normalization_has_a_definition() => HaveDefinitions<NormalizationKind>(kind => Catalogue.Of(kind), "Normalizations");

    [Fact]
    public void Every_activation_has_a_definition() => HaveDefinitions<Activation>(activation => Catalogue.Of(activation), "Epilogues");

    [Fact]
    public void Every_element_type_has_a_definition() => HaveDefinitions<ElementType>(element => Catalogue.Of(element), "Elements");

    /// <summary>Layouts are data: all of one type, told apart by their letters, which are what users call them.</summary>
    [Fact]
    public void Every_layout_has_a_definition()
    {
        foreach (var layout in Enum.GetValues<Layout>())
        {
            var letters = Catalogue.Of(layout).Letters;

            Assert.Equal(layout.ToString(), letters);
            OwnsAFile("Layouts", letters);
        }
    }

    [Fact]
    public void Every_instruction_set_has_a_file()
    {
        Assert.All(InstructionSets.All, isa => OwnsAFile("Isas", isa.GetType().Name));
        Assert.Equal(InstructionSets.All.Count, InstructionSets.All.Select(isa => isa.Name).Distinct().Count());
    }

    /// <summary>The last one has no condition, so that code is found on any machine.</summary>
    [Fact]
    public void Dispatch_ends_in_code_that_runs_anywhere() =>
        Assert.Equal(InstructionSets.All[^1], Assert.Single(InstructionSets.All, isa => isa.Condition is null));

    [Fact]
    public void Activations_have_names_that_tell_kernels_apart() =>
        Unique(Enum.GetValues<Activation>().Select(activation => Catalogue.Of(activation).Name));

    [Fact]
    public void Normalizations_have_names_that_tell_kernels_apart() =>
        Unique(Enum.GetValues<NormalizationKind>().Select(kind => Catalogue.Of(kind).Name));

    private static void HaveDefinitions<TEnum>(Func<TEnum, object> definition, string folder)
        where TEnum : struct, Enum
    {
        var types = Enum.GetValues<TEnum>().Select(value => definition(value).GetType().Name).ToList();

        Unique(types);
        Assert.All(types, type => OwnsAFile(folder, type));
    }

    private static void Unique(IEnumerable<string> names)
    {
        var all = names.ToList();
        Assert.Equal(all.Distinct(), all);
    }

    /// <summary>The file of a definition declares it and no other type. A layout's name is all capitals, its file's is not.</summary>
    private static void OwnsAFile(string folder, string name)
    {
        var path = $"{folder}/{name}.cs";
        var file = Assert.Single(Repository.GeneratorSources, file => file.Path.Equals(path, StringComparison.OrdinalIgnoreCase));
        Assert.Single(file.Tokens(), token => token is "class" or "record" or "struct" or "enum" or "interface");
    }
}
