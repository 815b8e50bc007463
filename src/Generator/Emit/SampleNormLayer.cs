using System.Collections.Generic;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The members of a layer whose statistics are those of each sample.</summary>
internal sealed class SampleNormLayer(CodeWriter writer, LayerSpec layer, string kernel) : LayerWriter(writer, layer, kernel)
{
    private readonly LayerTensors tensors = new(layer);

    protected override string State => "SampleNormState";

    protected override string OptionsType => "SampleNormOptions";

    protected override string FrozenState => "FrozenSampleNorm";

    protected override string Beginning => (Layer.UnitOffset ? "gamma 0" : "gamma 1") + (HasMean ? " and beta 0" : "");

    protected override string ShapeExpression => tensors.ShapeExpression(Name);

    private bool HasMean => Layer.HasMean;

    private bool IsRow => Layer.Kernel.IsRow;

    private bool NeedsScratch => Layer.Kernel.ChannelsLast;

    private string Unit => IsRow ? "feature" : "channel";

    private string Group => Layer.Kind switch
    {
        NormalizationKind.Group => "sample and group of channels",
        NormalizationKind.Instance => "sample and channel",
        _ => "row",
    };

    protected override void Constants()
    {
        if (IsRow)
        {
            Constant("ElementsPerSample", "The number of values in a row.", Layer.Channels);
            return;
        }

        if (Layer.Kind == NormalizationKind.Group)
        {
            Constant("Groups", "The number of groups that the channels are divided into.", Layer.Groups);
        }

        SpatialConstants();
    }

    protected override IEnumerable<(string Name, string Value)> Options() =>
    [
        ("Epsilon", Literals.Double(Layer.Epsilon)),
        ("Groups", Literals.Integer(Layer.Kernel.Groups)),
        ("HasMean", Boolean(HasMean)),
        ("Affine", Boolean(Layer.Affine)),
        ("UnitOffset", Boolean(Layer.UnitOffset)),
        ("Residual", Boolean(Layer.Residual)),
        ("PreAdd", Boolean(Layer.PreAdd)),
        ("Activation", $"global::NormGen.Activation.{Layer.Activation}"),
        .. Alpha(),
        .. StoreOptions(),
        ("Passes", $"global::NormGen.Passes.{Layer.Passes}"),
    ];

    protected override void Parameters()
    {
        if (Layer.Affine)
        {
            Property(LayerMethods.WrittenSpan, "Gamma", $"The scale of each {Unit}{(Layer.UnitOffset ? ", less 1; starts at 0" : "; starts at 1")}.");
            if (HasMean)
            {
                Property(LayerMethods.WrittenSpan, "Beta", $"The shift of each {Unit}; starts at 0.");
            }
        }

        if (Trains && Layer.Affine)
        {
            Property(LayerMethods.WrittenSpan, "GammaGradient", "The gradient of Gamma; overwritten by each Backward.");
            if (HasMean)
            {
                Property(LayerMethods.WrittenSpan, "BetaGradient", "The gradient of Beta; overwritten by each Backward.");
            }
        }

        if (Trains)
        {
            if (HasMean)
            {
                Property(LayerMethods.ReadSpan, "SavedMean", $"The mean of each {Group} in the last Forward.");
            }

            Property(LayerMethods.ReadSpan, "SavedRstd", $"1 / sqrt({(HasMean ? "variance" : "mean square")} + epsilon) of each {Group} in the last Forward.");
        }
    }

    protected override void PassMethods()
    {
        Summary("Normalizes by the statistics of the input. Reads only: any number of threads may call it while nobody writes parameters.");
        Infer();
        if (!Trains)
        {
            return;
        }

        Summary("Training: as Infer, and keeps the statistics for Backward.");
        using (Methods.Begin("Forward", tensors.Forward($"The input, {tensors.ShapeText}.")))
        {
            Methods.Call("Forward");
            Writer.Line("state.CompleteForward(extent);");
        }

        Summary($"The gradients of the last Forward, on the same input: by the input,{(Layer.Residual ? " by the residual," : "")} and by {(HasMean ? "gamma and beta" : "gamma")}.");
        using (Methods.Begin("Backward", tensors.Backward("The input of the last Forward, unchanged.")))
        {
            Methods.Call("Backward");
        }

        Reserve("Makes room for the statistics of batches up to a size, so that later calls allocate nothing.");
    }

    protected override void Freezing() => Writer.Line("state = new global::NormGen.Runtime.FrozenSampleNorm(layer);");

    protected override void FrozenInfer()
    {
        Summary("Normalizes with the bits of the layer's Infer.");
        Infer();
    }

    protected override IEnumerable<(string Pass, string Method, IReadOnlyList<TensorParameter> Tensors)> Runs()
    {
        yield return ("Infer", "Infer", tensors.Forward(""));
        yield return ("FrozenInfer", "Freeze().Infer", tensors.Forward(""));
        if (Trains)
        {
            yield return ("Forward", "Forward", tensors.Forward(""));
            yield return ("Backward", "Backward", tensors.Backward(""));
        }
    }

    private void Infer()
    {
        using (Methods.Begin("Infer", tensors.Forward($"The input, {tensors.ShapeText}.")))
        {
            if (NeedsScratch)
            {
                Writer.Line($"using var scratch = global::NormGen.Runtime.KernelScratch.Rent({Kernel}.Workspace, state.Threads);");
                Methods.Call("Infer", scratch: "scratch");
            }
            else
            {
                Methods.Call("Infer", scratch: "");
            }
        }
    }
}
