using System;
using System.Collections.Generic;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The members of a batch norm layer.</summary>
internal sealed class BatchNormLayer(CodeWriter writer, LayerSpec layer, string kernel) : LayerWriter(writer, layer, kernel)
{
    private const string Pool = "global::System.Buffers.ArrayPool<float>.Shared";

    // Tables up to this many floats, 16 KiB, live on the stack of Infer, which may be a small one; larger ones are borrowed.
    private const int LargestStackTable = 1 << 12;

    private readonly LayerTensors tensors = new(layer);

    protected override string State => "BatchNormState";

    protected override string OptionsType => "BatchNormOptions";

    protected override string FrozenState => "FrozenBatchNorm";

    protected override string Beginning => "gamma 1, beta 0, running mean 0 and running variance 1";

    protected override string ShapeExpression => tensors.ShapeExpression(Name);

    private bool FitsStack => KernelCompiler.Tables(Layer.Kernel).InferCoefficients <= LargestStackTable;

    protected override void Constants() => SpatialConstants();

    protected override IEnumerable<(string Name, string Value)> Options() =>
    [
        ("Epsilon", Literals.Double(Layer.Epsilon)),
        ("Momentum", double.IsNaN(Layer.Momentum) ? "double.NaN" : Literals.Double(Layer.Momentum)),
        ("Dialect", $"global::NormGen.Dialect.{Layer.Dialect}"),
        ("Affine", Boolean(Layer.Affine)),
        ("Residual", Boolean(Layer.Residual)),
        ("Activation", $"global::NormGen.Activation.{Layer.Activation}"),
        .. Alpha(),
        .. StoreOptions(),
        ("Passes", $"global::NormGen.Passes.{Layer.Passes}"),
    ];

    protected override void Parameters()
    {
        if (Layer.Affine)
        {
            Property(LayerMethods.WrittenSpan, "Gamma", "The scale of each channel; starts at 1.");
            Property(LayerMethods.WrittenSpan, "Beta", "The shift of each channel; starts at 0.");
        }

        var estimate = Layer.Dialect == Dialect.PyTorch ? "unbiased" : "that of the population";
        Property(LayerMethods.WrittenSpan, "RunningMean", "The running mean of each channel, which Infer subtracts; starts at 0.");
        Property(LayerMethods.WrittenSpan, "RunningVariance", $"The running variance of each channel, {estimate}, by whose root Infer divides; starts at 1.");
        Summary("How many batches the running statistics have seen.");
        using (Writer.Braces("public long BatchesTracked"))
        {
            Writer.Line("get => state.BatchesTracked;");
            Writer.Line("set => state.BatchesTracked = value;");
        }

        if (Trains && Layer.Affine)
        {
            Property(LayerMethods.WrittenSpan, "GammaGradient", "The gradient of Gamma; overwritten by each Backward.");
            Property(LayerMethods.WrittenSpan, "BetaGradient", "The gradient of Beta; overwritten by each Backward.");
        }

        if (Trains)
        {
            Property(LayerMethods.ReadSpan, "SavedMean", "The mean of each channel in the last Forward.");
            Property(LayerMethods.ReadSpan, "SavedRstd", "1 / sqrt(variance + epsilon) of each channel in the last Forward.");
        }
    }

    protected override void PassMethods()
    {
        Infer();
        if (Trains)
        {
            Forward();
            Backward("Backward", "The gradients of the last Forward, on the same input", "The input of the last Forward, unchanged.");
            Backward("InferBackward", "The gradients of Infer, for training on with frozen statistics", "The input of Infer.");
            AccumulateMoments();
            ForwardWith();
            Reserve("Prepares for batches up to a size, so that later calls allocate nothing; this layer never has to grow.");
        }
    }

    protected override void Freezing()
    {
        Writer.Line($"state = new global::NormGen.Runtime.FrozenBatchNorm(layer, {Kernel}.Coefficients);");
        Methods.Call("Prepare", owner: "layer", coefficients: "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(state.Coefficients)");
    }

    protected override void FrozenInfer()
    {
        Summary("Normalizes with the bits of the layer's Infer.");
        using (Methods.Begin("Infer", tensors.Forward($"The input, {tensors.ShapeText}.")))
        {
            Methods.Call("Infer");
        }
    }

    protected override IEnumerable<(string Pass, string Method, IReadOnlyList<TensorParameter> Tensors)> Runs()
    {
        var (forward, backward) = (tensors.Forward(""), tensors.Backward(""));
        yield return ("Infer", "Infer", forward);
        yield return ("FrozenInfer", "Freeze().Infer", forward);
        if (Trains)
        {
            yield return ("Forward", "Forward", forward);
            yield return ("Backward", "Backward", backward);
            yield return ("InferBackward", "InferBackward", backward);
        }
    }

    private void Infer()
    {
        Summary("Normalizes by the running statistics. Reads only: any number of threads may call it while nobody writes parameters or trains.");
        using (Methods.Begin("Infer", tensors.Forward($"The input, {tensors.ShapeText}.")))
        {
            InferBy(() => Methods.Call("Prepare", coefficients: "ref coefficients[0]"));
        }
    }

    /// <summary>Inference by coefficients of which the table lives as long as the call.</summary>
    private void InferBy(Action prepare)
    {
        Writer.Line(FitsStack
            ? $"global::System.Span<float> coefficients = stackalloc float[{Kernel}.Coefficients];"
            : $"var coefficients = {Pool}.Rent({Kernel}.Coefficients);");
        prepare();
        Methods.Call("Infer", coefficients: "ref coefficients[0]");
        if (!FitsStack)
        {
            Writer.Line($"{Pool}.Return(coefficients);");
        }
    }

    private void Forward()
    {
        Summary("Training: normalizes by the statistics of the input, saves them and updates the running statistics.");
        using (Methods.Begin("Forward", tensors.Forward($"The input, {tensors.ShapeText}; more than one value per channel.")))
        {
            Methods.Call("Forward");
            Writer.Line("state.CompleteForward(extent);");
        }
    }

    private void AccumulateMoments()
    {
        Summary("Takes the values of an input into moments, beside those that they have had; the layer stays as it is. For statistics over several batches or machines.");
        Methods.Delegate("AccumulateMoments", [new("input", false, $"The input, {tensors.ShapeText}.")], "What they are taken into.");
    }

    private void ForwardWith()
    {
        Summary("Training: normalizes by given statistics, saves them and updates the running statistics. Backward can follow if they are those of this input alone; it is refused where they are of more or fewer values, as its sums would be of other values than the statistics.");
        using (Methods.Begin("ForwardWith", tensors.Forward($"The input, {tensors.ShapeText}."), "The statistics, of two values per channel or more."))
        {
            var table = FitsStack ? "coefficients" : $"new global::System.Span<float>(coefficients, 0, {Kernel}.Coefficients)";
            InferBy(() => Writer.Line($"state.Prepare(moments, {table});"));
            Writer.Line("state.CompleteForwardWith(extent, moments);");
        }
    }

    private void Backward(string name, string summary, string input)
    {
        Summary($"{summary}: by the input,{(Layer.Residual ? " by the residual," : "")} and by gamma and beta.");
        using (Methods.Begin(name, tensors.Backward(input)))
        {
            Methods.Call(name);
        }
    }
}
