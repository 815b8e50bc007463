using System;
using System.Linq;
using System.Reflection;
using NormGen.Runtime.Tests.Support;
using NormGen.Tool.Commands;
using NormGen.Tool.Scaffolding;
using NormGen.Tool.Tests.Support;
using Xunit;

namespace NormGen.Tool.Tests.Scaffolding;

public sealed class ClassNameTests
{
    [Theory]
    [InlineData("/bn1/BatchNormalization", "Bn1")]
    [InlineData("/layer1/layer1.0/bn1/BatchNormalization", "Layer1_0Bn1")]
    [InlineData("/encoder/layer.0/attention/output/LayerNorm/BatchNormalization", "EncoderLayer0AttentionOutputLayerNorm")]
    [InlineData("resnetv17_batchnorm0_fwd", "Resnetv17Batchnorm0Fwd")]
    [InlineData("model/batch_normalization/FusedBatchNormV3", "ModelBatchNormalizationFusedBatchNormV3")]
    [InlineData("BatchNormalization", "BatchNormalization")]
    [InlineData("layer_norm", "LayerNormLayer")]
    [InlineData("batch-norm", "BatchNormLayer")]
    [InlineData("gamma", "GammaLayer")]
    [InlineData("layout", "LayoutLayer")]
    [InlineData("42", "Layer42")]
    [InlineData("", "Layer")]
    [InlineData("\u5c42", "Layer")]
    [InlineData("class", "Class")]
    public void Names_are_words_of_the_path(string path, string name) =>
        Assert.Equal(name, new ClassNames().Next(path, "BatchNormalization"));

    [Fact]
    public void Names_are_given_once_whatever_their_case()
    {
        var names = new ClassNames();
        names.Take("taken");

        Assert.Equal(["AB", "Ab_2", "AB_3", "Taken_2"], new[] { "aB", "ab", "/AB", "Taken" }.Select(path => names.Next(path, "")));
    }

    [Fact]
    public void Every_member_of_a_layer_is_reserved()
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        var assembly = Assembly.Load(CompiledProject.Emit(
            """
            using NormGen;

            [BatchNorm(4, Height = 2, Width = 2)] public partial class A;
            [GroupNorm(2, 4, Height = 2, Width = 2)] public partial class B;
            [RmsNorm(4)] public partial class C;
            """));
        var members = assembly.GetExportedTypes().Where(type => !type.IsNested).SelectMany(type => type.GetMembers(All))
            .Where(member => member is MethodBase { IsSpecialName: false } or PropertyInfo or FieldInfo or Type)
            .Where(member => char.IsAsciiLetterUpper(member.Name[0]))
            .Select(member => member.Name)
            .Distinct();

        Assert.All(members, name => Assert.True(ClassNames.IsReserved(name), name));
    }

    [Fact]
    public void Hostile_names_stay_texts()
    {
        string[] names =
            ["\"; evil(); //", "a\nb", "*/ class C {}", "<summary>", "&amp;", "{0}", "\u2028class", "\\", "'", "%s", "Load", "string", "Equals", "MNorms", "M", "NormGen", "System"];
        var model = new OnnxBuilder().Floats("s", 1, 2).Shape("x", null, 2);
        foreach (var name in names)
        {
            model.Node("LayerNormalization", name, ["x", "s"]).Node("LayerNormalization", name, ["x", "s"]);
        }

        using var folder = new TemporaryFolder();
        var file = folder.Write("m.onnx", model.Build());
        var text = ScaffoldCommand.Text(model.Open(), "m\n\u2028<.onnx", "M", forTraining: false);

        var layers = CompiledProject.Load(text).GetType("M.MNorms", throwOnError: true)!;
        Assert.Equal(2 * names.Length, layers.GetProperties().Length);
        Assert.DoesNotContain("layers.", Between(text, "        [\n", "        ]"), StringComparison.Ordinal);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
