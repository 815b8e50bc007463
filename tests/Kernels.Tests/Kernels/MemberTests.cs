using System;
using System.Linq;
using System.Reflection;
using NormGen.Kernels.Tests.Harness;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>The members that a generated class has, and those that its declaration leaves out.</summary>
public class MemberTests
{
    private static readonly string[] OfTraining = ["Forward", "Backward", "InferBackward", "Reserve", "SavedMean", "SavedRstd"];

    private delegate Span<float> Writable();

    private delegate ReadOnlySpan<float> ReadOnly();

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> InferenceLayers => LayerCases.Names(layer => !layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Arrays_are_the_layers_own_memory(string name)
    {
        var layer = LayerCases.Named(name).Create();
        var state = layer.State;
        RequireSame(layer, "RunningMean", state.RunningMean, isThere: true);
        RequireSame(layer, "RunningVariance", state.RunningVariance, isThere: true);
        RequireSame(layer, "Gamma", state.Gamma, layer.Case.Affine);
        RequireSame(layer, "Beta", state.Beta, layer.Case.Affine);
        RequireSame(layer, "GammaGradient", state.GammaGradient, layer.Case.Affine && layer.Case.Trains);
        RequireSame(layer, "BetaGradient", state.BetaGradient, layer.Case.Affine && layer.Case.Trains);
        if (layer.Case.Trains)
        {
            Assert.True(Get<ReadOnly>(layer, "SavedMean")!() == state.SavedMean);
            Assert.True(Get<ReadOnly>(layer, "SavedRstd")!() == state.SavedRstd);
        }

        var tracked = layer.Case.Type.GetProperty("BatchesTracked")!;
        tracked.SetValue(layer.Layer, 41L);
        Assert.Equal(41, state.BatchesTracked);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Parameters_are_the_layers_own_memory(string name)
    {
        var layer = LayerCases.Named(name).Create();
        string[] statistics = ["running_mean", "running_var"];
        string[] all = layer.Case.Affine ? ["weight", "bias", .. statistics] : statistics;
        Assert.Equal(all, layer.Layer.Parameters.Select(parameter => parameter.Name));
        foreach (var parameter in layer.Layer.Parameters)
        {
            Assert.Equal(layer.Case.Trains && parameter.Name is "weight" or "bias", parameter.IsTrainable);
            Assert.Equal(parameter.IsTrainable ? layer.Case.Channels : 0, parameter.Gradient.Length);
            Assert.Equal(layer.Case.Channels, parameter.Value.Length);
            parameter.Value.Span.Fill(parameter.Name.Length);
            parameter.Gradient.Span.Fill(-parameter.Name.Length);
        }

        Assert.Equal("running_mean".Length, layer.State.RunningMean[^1]);
        Assert.Equal("running_var".Length, layer.State.RunningVariance[^1]);
        if (layer.Case.Affine)
        {
            Assert.Equal("weight".Length, layer.State.Gamma[^1]);
            Assert.Equal("bias".Length, layer.State.Beta[^1]);
        }

        if (layer.Case.Affine && layer.Case.Trains)
        {
            Assert.Equal(-"weight".Length, layer.State.GammaGradient[^1]);
            Assert.Equal(-"bias".Length, layer.State.BetaGradient[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Passes_take_what_the_declaration_says(string name)
    {
        var layer = LayerCases.Named(name);
        RequireParameters(layer.Type, "Infer", Tensors(layer, ["input"], ["output"]));
        RequireParameters(layer.Type.GetNestedType("Frozen")!, "Infer", Tensors(layer, ["input"], ["output"]));
        if (layer.Trains)
        {
            string[] gradients = layer.Residual ? ["inputGradient", "residualGradient"] : ["inputGradient"];
            RequireParameters(layer.Type, "Forward", Tensors(layer, ["input"], ["output"]));
            RequireParameters(layer.Type, "Backward", Tensors(layer, ["input"], ["outputGradient", .. gradients]));
            RequireParameters(layer.Type, "InferBackward", Tensors(layer, ["input"], ["outputGradient", .. gradients]));
        }
    }

    [Theory]
    [MemberData(nameof(InferenceLayers))]
    public void Without_training_there_is_nothing_of_it(string name)
    {
        var layer = LayerCases.Named(name);
        Assert.Empty(layer.Type.GetMembers().Select(member => member.Name).Intersect(OfTraining));
        foreach (var pass in new[] { Pass.Forward, Pass.Backward, Pass.InferBackward })
        {
            var exception = Assert.Throws<NotSupportedException>(() => layer.Create().Layer.RunPass(pass, default));
            Assert.Contains(name, exception.Message, StringComparison.Ordinal);
            Assert.Contains($"{pass}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Reserving_is_for_batches_of_0_and_more(string name)
    {
        var layer = LayerCases.Named(name);
        if (layer.Trains)
        {
            var reserve = layer.Type.GetMethod("Reserve")!.CreateDelegate<Action<int>>(layer.Create().Layer);
            reserve(0);
            reserve(1000);
            Assert.Throws<ArgumentOutOfRangeException>(() => reserve(-1));
        }
    }

    private static void RequireSame(LayerUnderTest layer, string property, ReadOnlySpan<float> own, bool isThere)
    {
        var get = Get<Writable>(layer, property);
        Assert.Equal(isThere, get is not null);
        Assert.True(get is null || own == get());
    }

    private static T? Get<T>(LayerUnderTest layer, string property)
        where T : Delegate => layer.Case.Type.GetProperty(property)?.GetMethod!.CreateDelegate<T>(layer.Layer);

    private static string[] Tensors(LayerCase layer, string[] first, string[] then) =>
    [
        .. first,
        .. layer.Residual ? ["residual"] : Array.Empty<string>(),
        .. then,
        .. layer.SizedAtCall ? ["batch"] : Array.Empty<string>(),
    ];

    private static void RequireParameters(Type type, string method, string[] names)
    {
        var parameters = type.GetMethod(method, BindingFlags.Public | BindingFlags.Instance)!.GetParameters();
        Assert.Equal(names, parameters.Select(parameter => parameter.Name));
        foreach (var parameter in parameters)
        {
            var isWritten = parameter.Name is "output" or "inputGradient" or "residualGradient";
            var tensor = isWritten ? typeof(Span<float>) : typeof(ReadOnlySpan<float>);
            var expected = parameter.Name == "batch" ? typeof(int) : tensor;
            Assert.Equal(expected, parameter.ParameterType);
        }
    }
}
