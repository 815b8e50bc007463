using System;
using System.Runtime.InteropServices;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.OnnxRuntime;

/// <summary>ONNX Runtime: inference, channels first, on a model of one node.</summary>
internal sealed class OnnxRuntimePeer : IPeer
{
    public string Name => "ONNX Runtime";

    public IContender? Enter(Workload workload)
    {
        try
        {
            return OnnxModel.Of(workload) is { } model ? new Contender(model, workload) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class Contender : InProcessContender
    {
        private static readonly nint InputName = Marshal.StringToCoTaskMemUTF8(OnnxModel.Input);
        private static readonly nint OutputName = Marshal.StringToCoTaskMemUTF8(OnnxModel.Output);

        private readonly nint session;
        private readonly nint input;
        private readonly nint output;

        public Contender(byte[] model, Workload workload)
            : base(workload.Target)
        {
            long[] sizes = [workload.Row.Batch, .. workload.Layer.Sizes];
            session = OrtApi.CreateSession(model, workload.Threads);
            input = OrtApi.CreateTensor(workload.Input.Address, workload.Input.Length, sizes);
            output = OrtApi.CreateTensor(workload.Target.Address, workload.Target.Length, sizes);
        }

        public override bool IsJitted => false;

        public override void Call() => OrtApi.Run(session, InputName, input, OutputName, output);

        public override void Leave()
        {
            OrtApi.ReleaseValue(input);
            OrtApi.ReleaseValue(output);
            OrtApi.ReleaseSession(session);
        }
    }
}
